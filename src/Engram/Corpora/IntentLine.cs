namespace Engram.Corpora;

/// <summary>Lines that begin with <c># </c> and hold no tab: an intent or a comment.</summary>
internal static class IntentLine
{
    public static bool IsComment(string line) => line.StartsWith("# ", StringComparison.Ordinal) && !line.Contains('\t', StringComparison.Ordinal);

    /// <summary>The intent of a line <c># intent = NAME</c>, or null where the line is an ordinary comment.</summary>
    public static string? Parse(string name, CorpusLine line)
    {
        string comment = line.Text[2..].Trim();
        if (!comment.StartsWith("intent", StringComparison.Ordinal)) return null;
        string rest = comment["intent".Length..].TrimStart();
        if (!rest.StartsWith('=')) return null;
        string intent = rest[1..].Trim();
        if (intent.Length > 0) return intent;
        throw CorpusException.At(name, line.Number, "found '# intent =' without a name. Write '# intent = NAME', or remove the line.");
    }
}
