using System.Globalization;
using System.Text;

namespace Engram.Models;

/// <summary>The form of an answer that people read: the text with its slots marked, and the intent behind it, on one line.</summary>
/// <remarks><c>arrive [Taipei](destination 98%) on [November 2nd](arrival_date 97%) | book_ticket 99%</c></remarks>
public static class TaggedUtteranceText
{
    /// <summary>An answer as one line; an empty one where the text is empty.</summary>
    /// <param name="utterance">The answer.</param>
    public static string ToText(TaggedUtterance utterance)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        StringBuilder line = new();
        int done = 0;
        foreach (Slot slot in utterance.Slots)
        {
            line.Append(utterance.Text, done, slot.Start - done);
            line.Append(CultureInfo.InvariantCulture, $"[{slot.Value}]({slot.Name} {Percent(slot.Probability)})");
            done = slot.End;
        }

        line.Append(utterance.Text, done, utterance.Text.Length - done);
        if (utterance.Intent is { } intent)
            line.Append(CultureInfo.InvariantCulture, $" | {intent.Name} {Percent(intent.Probability)}");
        return line.ToString();
    }

    private static string Percent(double probability) => (probability * 100).ToString("0", CultureInfo.InvariantCulture) + "%";
}
