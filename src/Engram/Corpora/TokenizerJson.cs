using System.Text.Json;

namespace Engram.Corpora;

/// <summary>The JSON form of a tokenizer: its kind, its folding and its rules.</summary>
internal static class TokenizerJson
{
    private static readonly (string Name, TokenizerFolding Flag)[] Foldings =
    [
        ("case", TokenizerFolding.Case), ("width", TokenizerFolding.Width), ("quotes", TokenizerFolding.Quotes), ("digits", TokenizerFolding.Digits),
    ];

    private static readonly (string Name, TokenizerKind Kind)[] Kinds =
        [("words", TokenizerKind.Words), ("characters", TokenizerKind.Characters), ("whitespace", TokenizerKind.Whitespace)];

    private static readonly (string Name, Func<TokenizerRules, HashSet<string>> Of)[] Sets =
    [
        ("suffixes", rules => rules.Suffixes), ("finalSuffixes", rules => rules.FinalSuffixes), ("prefixes", rules => rules.Prefixes),
        ("infixes", rules => rules.Infixes), ("marks", rules => rules.Marks), ("whole", rules => rules.Whole), ("together", rules => rules.Together),
    ];

    /// <summary>Writes a tokenizer as one object; sets are sorted, empty ones left out.</summary>
    public static void Write(Utf8JsonWriter writer, TokenizerRules rules, TokenizerFolding folding)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("kind", Kinds.First(entry => entry.Kind == rules.Kind).Name);
        WriteStrings(writer, "folding", Foldings.Where(entry => folding.HasFlag(entry.Flag)).Select(entry => entry.Name));
        if (rules.HanApart)
            writer.WriteBoolean("hanApart", true);
        if (rules.InnerWhiteSpace.Length > 0)
            writer.WriteString("innerWhiteSpace", rules.InnerWhiteSpace);
        foreach ((string name, Func<TokenizerRules, HashSet<string>> of) in Sets)
        {
            if (of(rules).Count > 0)
                WriteStrings(writer, name, of(rules).Where(IsWellFormed).Order(StringComparer.Ordinal));
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static (TokenizerRules Rules, TokenizerFolding Folding) Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Bad($"found {element.ValueKind} where an object was expected");
        string kindName = Text(element, "kind") ?? throw Bad("'kind' is missing");
        int kind = Array.FindIndex(Kinds, entry => entry.Name == kindName);
        if (kind < 0)
            throw Bad($"'kind' is '{kindName}', but 'words', 'characters' or 'whitespace' was expected");
        TokenizerFolding folding = TokenizerFolding.None;
        foreach (string name in Strings(element, "folding"))
        {
            int flag = Array.FindIndex(Foldings, entry => entry.Name == name);
            folding |= flag >= 0
                ? Foldings[flag].Flag
                : throw Bad($"'folding' holds '{name}', but 'case', 'width', 'quotes' and 'digits' were expected");
        }

        TokenizerRules rules = new()
        {
            Kind = Kinds[kind].Kind,
            HanApart = Flag(element, "hanApart"),
            InnerWhiteSpace = Text(element, "innerWhiteSpace") ?? "",
        };
        foreach ((string name, Func<TokenizerRules, HashSet<string>> of) in Sets)
            of(rules).UnionWith(Strings(element, name));
        return (rules, folding);
    }

    // JSON text is UTF-8 and cannot hold a lone surrogate; a rule with one would come back as another.
    private static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }

        return true;
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static string? Text(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement value))
            return null;
        return value.ValueKind == JsonValueKind.String
            ? Decoded(value, name)
            : throw Bad($"'{name}' is {value.ValueKind}, but a string was expected");
    }

    private static string? Decoded(JsonElement value, string name)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException cause) // an escape such as \ud800 that is half a character
        {
            throw new CorpusException(Bad($"'{name}' holds text that is not valid Unicode").Message, cause);
        }
    }

    private static bool Flag(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement value))
            return false;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Bad($"'{name}' is {value.ValueKind}, but true or false was expected");
    }

    private static IEnumerable<string> Strings(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement values))
            yield break;
        if (values.ValueKind != JsonValueKind.Array)
            throw Bad($"'{name}' is {values.ValueKind}, but an array of strings was expected");
        foreach (JsonElement value in values.EnumerateArray())
        {
            string? text = value.ValueKind == JsonValueKind.String ? Decoded(value, name) : null;
            yield return string.IsNullOrEmpty(text) ? throw Bad($"'{name}' holds {value.GetRawText()}, but non-empty strings were expected") : text;
        }
    }

    private static CorpusException Bad(string what) =>
        new($"Tokenizer: {what}. The model's configuration is damaged or was edited: train the model again, or restore the file.");
}
