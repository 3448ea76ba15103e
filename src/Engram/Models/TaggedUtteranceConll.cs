using Engram.Corpora;

namespace Engram.Models;

/// <summary>The corpus form of an answer: what <c>engram tag --format conll</c> prints, a line a word and <c># intent = NAME</c> before
/// them.</summary>
public static class TaggedUtteranceConll
{
    /// <summary>Writes an answer. One without tokens is an empty line.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="utterance">The answer.</param>
    /// <exception cref="ArgumentException">A token holds a tab or a line break, which the format cannot keep.</exception>
    public static void Write(TextWriter writer, TaggedUtterance utterance)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(utterance);
        ConllWriter.Write(writer, new Utterance(
            [.. utterance.Tokens.Select(token => token.Text)], [.. utterance.Tokens.Select(token => token.Tag)], utterance.Intent?.Name));
    }
}
