namespace Engram.Corpora;

/// <summary>The tokenizer rules for text that nobody has cut yet.</summary>
internal static class PlainTextRules
{
    private static readonly string[] Closing = [",", ".", "?", "!", ";", ":", ")", "]", "}", "\"", "'", "。", "、", "》", "」", "』", "】", "…", "»"];
    private static readonly string[] Opening = ["(", "[", "{", "\"", "'", "《", "「", "『", "【", "¿", "¡", "«", "$", "€", "£", "¥"];

    private static readonly string[] Clitics = ["'s", "'d", "'m", "'re", "'ve", "'ll", "'t"]; // where somebody has cut already

    /// <summary>Creates the rules.</summary>
    public static TokenizerRules Create()
    {
        TokenizerRules rules = new() { Kind = TokenizerKind.Words, HanApart = true };
        rules.Marks.UnionWith(Closing);
        rules.Whole.UnionWith(Clitics);
        rules.Marks.UnionWith(Opening);
        foreach (char c in new[] { (char)CharacterClass.Letter, (char)CharacterClass.Digit, (char)CharacterClass.Han })
        {
            rules.Suffixes.UnionWith(Closing.Select(mark => $"{c}{mark}"));
            rules.Prefixes.UnionWith(Opening.Select(mark => $"{mark}{c}"));
        }

        return rules;
    }
}
