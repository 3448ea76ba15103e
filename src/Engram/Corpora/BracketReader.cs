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
    /// <param name="tokenise">Splits a piece of text into tokens; <see langword="null"/> for
    /// <see cref="Tokenizer.ForPlainText"/>.</param>
    /// <returns>The utterances, each with BIO tags.</returns>
    /// <exception cref="CorpusException">While enumerating: the file is missing, is not UTF-8, or brackets are not closed or named.</exception>
    public static IEnumerable<Utterance> ReadUtterances(string path, Func<string, IReadOnlyList<string>>? tokenise = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadSentences(CorpusLines.FromFile(path), path, tokenise ?? PlainText).Select(sentence => sentence.Utterance);
    }

    /// <summary>The utterances of a text, read as they are asked for.</summary>
    /// <param name="reader">The text; stays open.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="tokenise">Splits a piece of text into tokens; <see langword="null"/> for
    /// <see cref="Tokenizer.ForPlainText"/>.</param>
    /// <returns>The utterances, each with BIO tags.</returns>
    /// <exception cref="CorpusException">While enumerating: brackets are not closed or named.</exception>
    public static IEnumerable<Utterance> ReadUtterances(TextReader reader, string name, Func<string, IReadOnlyList<string>>? tokenise = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return ReadSentences(CorpusLines.FromReader(reader), name, tokenise ?? PlainText).Select(sentence => sentence.Utterance);
    }

    internal static IReadOnlyList<string> PlainText(string text) => [.. Tokenizer.ForPlainText.Tokenize(text).Select(token => token.Text)];

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
}
