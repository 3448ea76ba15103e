using System.Buffers;

namespace Engram.Corpora;

/// <summary>Writes utterances as a corpus of two columns, in one form only: <c># intent = NAME</c> where there is one, a line
/// <c>word&lt;TAB&gt;tag</c> a token, an empty line after each sentence, LF everywhere.</summary>
public static class ConllWriter
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\t\n\r");

    /// <summary>Writes one utterance.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="utterance">An utterance with a tag for each token.</param>
    /// <exception cref="ArgumentException">The utterance has no tags or another number of them, or a word, a tag or the intent cannot
    /// stand in the format: it is empty, or holds a tab or a line break, or, in a word or a tag,
    /// a space.</exception>
    public static void Write(TextWriter writer, Utterance utterance)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(utterance);
        if (utterance.Tags is not { } tags || tags.Count != utterance.Tokens.Count)
        {
            throw new ArgumentException($"The utterance has {utterance.Tokens.Count} tokens and {utterance.Tags?.Count ?? 0} tags. "
                + "Give one tag a token.", nameof(utterance));
        }
        if (utterance.Intent is string intent) writer.Write($"# intent = {Checked(intent.Trim(), "intent", LineEnds, "a tab or a line break")}\n");
        for (int i = 0; i < tags.Count; i++)
            writer.Write($"{Column(utterance.Tokens[i], "word")}\t{Column(tags[i], "tag")}\n");
        writer.Write('\n');
    }

    /// <summary>Writes utterances one after another.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="utterances">Utterances, each with a tag for each token.</param>
    /// <exception cref="ArgumentException">As for a single utterance.</exception>
    public static void Write(TextWriter writer, IEnumerable<Utterance> utterances)
    {
        ArgumentNullException.ThrowIfNull(utterances);
        foreach (Utterance utterance in utterances) Write(writer, utterance);
    }

    private static string Column(string text, string what) => Checked(text, what, Tokenizer.AlwaysSeparates, "white space");

    private static string Checked(string text, string what, SearchValues<char> forbidden, string names)
    {
        if (!string.IsNullOrWhiteSpace(text) && !text.AsSpan().ContainsAny(forbidden)) return text;
        throw new ArgumentException($"The {what} '{text}' is empty or holds {names}, which a corpus file cannot keep. Replace it.");
    }
}
