using System.Globalization;
using System.Text;
using Engram.Tagging;

namespace Engram.Corpora;

/// <summary>Reads sentences with their slots in brackets, one a line: <c>book a flight to [Taipei](destination)</c>.</summary>
/// <remarks>
/// A line <c># intent = NAME</c> names the intent of the next sentence, other lines that begin with <c># </c> are comments, empty lines are
/// skipped. A backslash before <c>[</c>, <c>]</c>, <c>\</c> or <c>#</c> makes it an ordinary character. Tags come out as BIO.
/// </remarks>
public static class BracketReader
{
    /// <summary>The utterances of a file, read as they are asked for.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="tokenise">Splits a piece of text into tokens; <see langword="null"/> for <see cref="SplitWords"/>.</param>
    /// <returns>The utterances, each with BIO tags.</returns>
    /// <exception cref="CorpusException">While enumerating: the file is missing, is not UTF-8, or brackets are not closed or named.</exception>
    public static IEnumerable<Utterance> ReadUtterances(string path, Func<string, IReadOnlyList<string>>? tokenise = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadSentences(CorpusLines.FromFile(path), path, tokenise ?? SplitWords).Select(sentence => sentence.Utterance);
    }

    /// <summary>The utterances of a text, read as they are asked for.</summary>
    /// <param name="reader">The text; stays open.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="tokenise">Splits a piece of text into tokens; <see langword="null"/> for <see cref="SplitWords"/>.</param>
    /// <returns>The utterances, each with BIO tags.</returns>
    /// <exception cref="CorpusException">While enumerating: brackets are not closed or named.</exception>
    public static IEnumerable<Utterance> ReadUtterances(TextReader reader, string name, Func<string, IReadOnlyList<string>>? tokenise = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return ReadSentences(CorpusLines.FromReader(reader), name, tokenise ?? SplitWords).Select(sentence => sentence.Utterance);
    }

    /// <summary>Splits at white space and around punctuation; each Han character is a token of its own.</summary>
    /// <remarks>An apostrophe inside a word and a point, comma or colon between digits stay where they are: <c>don't</c>, <c>10:30</c>.</remarks>
    /// <param name="text">The text.</param>
    /// <returns>Its tokens from left to right, none empty.</returns>
    public static IReadOnlyList<string> SplitWords(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> tokens = [];
        int start = 0;
        void Take(int end)
        {
            if (end > start) tokens.Add(text[start..end]);
            start = end;
        }
        for (int i = 0; i < text.Length;)
        {
            bool valid = Rune.TryGetRuneAt(text, i, out Rune rune);
            int after = i + (valid ? rune.Utf16SequenceLength : 1);
            if (valid && Rune.IsWhiteSpace(rune))
            {
                Take(i);
                start = after;
            }
            else if (IsHan(rune) || !(IsWordPart(rune) || JoinsNeighbours(text, i)))
            {
                Take(i);
                Take(after);
            }
            i = after;
        }
        Take(text.Length);
        return tokens;
    }

    internal static IEnumerable<ConllSentence> ReadSentences(
        IEnumerable<CorpusLine> lines, string name, Func<string, IReadOnlyList<string>> tokenise)
    {
        string? intent = null;
        int intentLine = 0;
        foreach (CorpusLine line in lines)
        {
            if (IntentLine.IsComment(line.Text))
            {
                if (IntentLine.Parse(name, line) is not string found) continue;
                if (intent is not null) throw NoSentence(name, intentLine, intent);
                (intent, intentLine) = (found, line.Number);
            }
            else if (!string.IsNullOrWhiteSpace(line.Text))
            {
                yield return ReadSentence(name, line, intent, tokenise);
                intent = null;
            }
        }
        if (intent is not null) throw NoSentence(name, intentLine, intent);
    }

    private static CorpusException NoSentence(string name, int line, string intent) =>
        CorpusException.At(name, line, $"intent '{intent}' has no sentence after it. Add the sentence, or remove the line.");

    private static ConllSentence ReadSentence(string name, CorpusLine line, string? intent, Func<string, IReadOnlyList<string>> tokenise)
    {
        List<string> tokens = [];
        List<TokenSpan> spans = [];
        foreach ((string text, string? slot) in BracketLine.Split(name, line))
        {
            int start = tokens.Count;
            if (!string.IsNullOrWhiteSpace(text)) tokens.AddRange(tokenise(text));
            if (slot is null) continue;
            if (tokens.Count == start)
                throw CorpusException.At(name, line.Number, $"the brackets of slot '{slot}' hold no word. Put the slot's words between '[' and ']'.");
            spans.Add(new TokenSpan(start, tokens.Count, slot));
        }
        if (tokens.Count == 0)
            throw CorpusException.At(name, line.Number, "the tokenizer finds no word on the line. Give a sentence, or remove the line.");
        int[] lines = new int[tokens.Count];
        Array.Fill(lines, line.Number);
        return new ConllSentence(new Utterance(tokens, TagSpans.Write(spans, tokens.Count, TagScheme.Bio), intent), lines);
    }

    private static bool IsWordPart(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;

    private static bool JoinsNeighbours(string text, int i)
    {
        if (i == 0 || i + 1 >= text.Length) return false;
        char before = text[i - 1], after = text[i + 1];
        return text[i] switch
        {
            '\'' or '\u2019' => char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after),
            '.' or ',' or ':' => char.IsAsciiDigit(before) && char.IsAsciiDigit(after),
            _ => false,
        };
    }

    private static bool IsHan(Rune rune) =>
        rune.Value is 0x3005 or 0x3007 or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0x20000 and <= 0x3FFFF);
}
