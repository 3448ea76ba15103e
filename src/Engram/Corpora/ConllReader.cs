using System.Globalization;

namespace Engram.Corpora;

/// <summary>Reads corpora of two columns, <c>word&lt;TAB&gt;tag</c>, sentence by sentence, so that a corpus may be larger than memory.</summary>
/// <remarks>
/// UTF-8, with or without byte order mark; LF or CRLF; an empty line between sentences; a line <c># intent = NAME</c> before a sentence
/// names its intent. Other lines that begin with <c># </c> and hold no tab are comments; <c>#&lt;TAB&gt;tag</c> is the word <c>#</c>.
/// Spaces around a word are no part of it; a space inside is refused, since every text is cut there.
/// Only the form is checked here. What the tags mean, <see cref="Corpus"/> checks, because it takes the whole file to know the scheme.
/// </remarks>
public static class ConllReader
{
    /// <summary>The utterances of a file, read as they are asked for.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The utterances, each with tags.</returns>
    /// <exception cref="CorpusException">While enumerating: the file is missing, is not UTF-8, or a line is not of two columns.</exception>
    public static IEnumerable<Utterance> ReadUtterances(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadSentences(CorpusLines.FromFile(path), path).Select(sentence => sentence.Utterance);
    }

    /// <summary>The utterances of UTF-8 bytes, read as they are asked for.</summary>
    /// <param name="stream">The bytes; stays open.</param>
    /// <param name="name">What errors call them.</param>
    /// <returns>The utterances, each with tags.</returns>
    /// <exception cref="CorpusException">While enumerating: the bytes are not UTF-8, or a line is not of two columns.</exception>
    public static IEnumerable<Utterance> ReadUtterances(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ReadSentences(CorpusLines.FromStream(stream, name), name).Select(sentence => sentence.Utterance);
    }

    /// <summary>The utterances of a text, read as they are asked for.</summary>
    /// <param name="reader">The text; stays open.</param>
    /// <param name="name">What errors call it.</param>
    /// <returns>The utterances, each with tags.</returns>
    /// <exception cref="CorpusException">While enumerating: a line is not of two columns.</exception>
    public static IEnumerable<Utterance> ReadUtterances(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return ReadSentences(CorpusLines.FromReader(reader), name).Select(sentence => sentence.Utterance);
    }

    internal static IEnumerable<ConllSentence> ReadSentences(IEnumerable<CorpusLine> lines, string name)
    {
        List<string> tokens = [], tags = [];
        List<int> numbers = [];
        CorpusLine intentLine = default;
        string? intent = null;
        ConllSentence Finish()
        {
            ConllSentence sentence = new(new Utterance([.. tokens], [.. tags], intent), [.. numbers]);
            tokens.Clear();
            tags.Clear();
            numbers.Clear();
            intent = null;
            return sentence;
        }
        foreach (CorpusLine line in lines)
        {
            if (IntentLine.IsComment(line.Text))
            {
                if (IntentLine.Parse(name, line) is not string found) continue;
                if (tokens.Count > 0 || intent is not null) throw Misplaced(name, line, intent is null ? null : intentLine);
                (intent, intentLine) = (found, line);
            }
            else if (IsBlank(line.Text))
            {
                if (tokens.Count > 0) yield return Finish();
            }
            else
            {
                (string word, string tag) = SplitColumns(name, line);
                tokens.Add(word);
                tags.Add(tag);
                numbers.Add(line.Number);
            }
        }
        if (tokens.Count > 0) yield return Finish();
        if (intent is not null)
            throw CorpusException.At(name, intentLine.Number, $"intent '{intent}' has no sentence after it. Add the sentence, or remove the line.");
    }

    private static bool IsBlank(string text) => text.AsSpan().Trim(' ').IsEmpty;

    private static CorpusException Misplaced(string name, CorpusLine line, CorpusLine? before)
    {
        string found = before is null
            ? "an intent stands inside a sentence. Put an empty line before it"
            : string.Create(CultureInfo.InvariantCulture,
                $"a second intent, but the one of line {before.Value.Number} has no sentence yet. Remove one of the two lines");
        return CorpusException.At(name, line.Number, found + ", so that each sentence has at most one '# intent = NAME' before it.");
    }

    private static (string Word, string Tag) SplitColumns(string name, CorpusLine line)
    {
        string text = line.Text;
        int tab = text.IndexOf('\t', StringComparison.Ordinal);
        if (tab < 0 || text.IndexOf('\t', tab + 1) >= 0) throw WrongColumns(name, line);
        string word = text[..tab].Trim(' '), tag = text[(tab + 1)..];
        if (string.IsNullOrWhiteSpace(word))
            throw CorpusException.At(name, line.Number, $"the word before the tab is empty (its tag is '{tag}'). Give the word, or remove the line.");
        if (word.AsSpan().ContainsAny(Tokenizer.AlwaysSeparates))
        {
            throw CorpusException.At(name, line.Number, $"the word '{word}' has white space in it, but a text is always cut there. Give each part a "
                + "line and a tag of its own.");
        }
        if (tag.Length == 0 || tag.Any(char.IsWhiteSpace))
        {
            string found = tag.Trim().Length == 0 ? "is empty" : $"is '{tag}', with white space in it";
            throw CorpusException.At(
                name, line.Number, $"the tag after '{word}' {found}. Expected a tag without white space, such as 'O' or 'B-destination'.");
        }
        return (word, tag);
    }

    private static CorpusException WrongColumns(string name, CorpusLine line)
    {
        int columns = line.Text.Split('\t').Length;
        string shown = line.Text.Length > 60 ? line.Text[..60] + "…" : line.Text;
        string fix = columns > 2
            ? "Keep the word and the tag, and remove the other columns."
            : line.Text.Contains(' ', StringComparison.Ordinal)
                ? "Put a tab, not spaces, between word and tag (a comment begins with '# ')."
                : "Put a tab and the tag after the word, 'O' where it belongs to no slot.";
        return CorpusException.At(name, line.Number, string.Create(CultureInfo.InvariantCulture,
            $"found {columns} column{(columns == 1 ? "" : "s")} in '{shown}', but expected two, word<TAB>tag. {fix}"));
    }
}
