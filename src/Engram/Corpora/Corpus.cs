using System.Collections;
using System.Globalization;
using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Corpora;

/// <summary>Utterances to train on or to score with, and what is known about all of them.</summary>
public sealed class Corpus : IReadOnlyList<Utterance>
{
    private const int LinesToRecognise = 1000;

    private readonly Utterance[] _utterances;

    /// <summary>Makes a corpus of utterances that are at hand.</summary>
    /// <param name="utterances">The utterances, at least one; each with one tag a token, or all without tags.</param>
    /// <param name="name">What messages call the corpus.</param>
    /// <param name="scheme">The tag scheme; <see langword="null"/> recognises it.</param>
    /// <exception cref="CorpusException">There is no utterance, one has no tokens or another number of tags, or a tag fits no scheme; the
    /// message counts utterances as lines.</exception>
    public Corpus(IEnumerable<Utterance> utterances, string name = "corpus", TagScheme? scheme = null)
        : this(utterances.Select(Numbered), name, scheme, strict: false)
    {
    }

    internal Corpus(IEnumerable<ConllSentence> sentences, string name, TagScheme? scheme, bool strict)
    {
        ConllSentence[] all = [.. sentences];
        if (all.Length == 0)
            throw CorpusException.In(
                name, "the corpus is empty. Expected at least one sentence: lines of word<TAB>tag, or lines with slots in brackets.");
        Name = name;
        HasTags = all.Any(sentence => sentence.Utterance.Tags is not null);
        HasIntents = all.Any(sentence => sentence.Utterance.Intent is not null);
        List<string> warnings = [];
        if (HasTags)
        {
            foreach (ConllSentence sentence in all) CheckCounts(sentence, name);
            TagSchemeRecognition recognition = new();
            foreach (ConllSentence sentence in all) recognition.Add(sentence.Utterance.Tags!);
            Scheme = scheme ?? recognition.Scheme;
            TagCheck check = new(name, Scheme, scheme is not null, recognition.AreNamed, strict);
            foreach (ConllSentence sentence in all) check.Add(sentence);
            if (check.Warning() is string warning) warnings.Add(warning);
        }
        if (HasIntents && MissingIntents(all, name) is string missing) warnings.Add(missing);
        Warnings = warnings;
        _utterances = [.. all.Select(sentence => sentence.Utterance)];
    }

    private Corpus(Corpus whole, IEnumerable<int> indices, string name)
        : this(whole, [.. indices.Select(i => whole._utterances[i])], name, whole.Scheme)
    {
    }

    private Corpus(Corpus whole, Utterance[] utterances, string name, TagScheme scheme)
    {
        (Name, Scheme, HasTags, Warnings, _utterances) = (name, scheme, whole.HasTags, [], utterances);
        HasIntents = utterances.Any(utterance => utterance.Intent is not null);
    }

    /// <summary>What messages call the corpus: the file as it was given.</summary>
    public string Name { get; }

    /// <summary>The scheme of the tags; <see cref="TagScheme.Bio"/> where there are none.</summary>
    public TagScheme Scheme { get; }

    /// <summary>Whether at least one utterance has an intent.</summary>
    public bool HasIntents { get; }

    /// <summary>Whether the utterances have tags.</summary>
    public bool HasTags { get; }

    /// <summary>What was odd about the file and read nevertheless, one sentence each, to be shown to the user.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <inheritdoc/>
    public int Count => _utterances.Length;

    /// <inheritdoc/>
    public Utterance this[int index] => _utterances[index];

    /// <summary>Reads a file of either form: two columns (<see cref="ReadConll(string, ConllOptions?)"/>), or slots in brackets
    /// (<see cref="BracketReader"/>), recognised from its first lines.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">For two columns; <see langword="null"/> for the defaults.</param>
    /// <param name="tokenise">For brackets: splits text into tokens; <see langword="null"/> for
    /// <see cref="Tokenizer.ForPlainText"/>.</param>
    /// <returns>The corpus.</returns>
    /// <exception cref="CorpusException">The file is missing, not UTF-8, empty, or ill-formed.</exception>
    public static Corpus Read(string path, ConllOptions? options = null, Func<string, IReadOnlyList<string>>? tokenise = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // Opened once, because a pipe cannot be read again.
        using IEnumerator<CorpusLine> rest = CorpusLines.FromFile(path).GetEnumerator();
        List<CorpusLine> first = [];
        while (first.Count < LinesToRecognise && rest.MoveNext()) first.Add(rest.Current);
        IEnumerable<CorpusLine> lines = first.Concat(Remaining(rest));
        return LooksBracketed(first) ? FromBrackets(lines, path, tokenise) : FromColumns(lines, path, options);
    }

    /// <summary>Reads a file of two columns, <c>word&lt;TAB&gt;tag</c>, as <see cref="ConllReader"/> describes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <returns>The corpus.</returns>
    /// <exception cref="CorpusException">The file is missing, not UTF-8, empty, or ill-formed.</exception>
    public static Corpus ReadConll(string path, ConllOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return FromColumns(CorpusLines.FromFile(path), path, options);
    }

    /// <summary>Reads UTF-8 bytes of two columns.</summary>
    /// <param name="stream">The bytes; stays open.</param>
    /// <param name="name">What messages call them.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <returns>The corpus.</returns>
    /// <exception cref="CorpusException">The bytes are not UTF-8, empty, or ill-formed.</exception>
    public static Corpus ReadConll(Stream stream, string name, ConllOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return FromColumns(CorpusLines.FromStream(stream, name), name, options);
    }

    /// <summary>Reads a text of two columns.</summary>
    /// <param name="reader">The text; stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <returns>The corpus.</returns>
    /// <exception cref="CorpusException">The text is empty or ill-formed.</exception>
    public static Corpus ReadConll(TextReader reader, string name, ConllOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return FromColumns(CorpusLines.FromReader(reader), name, options);
    }

    /// <summary>Reads a file with slots in brackets, as <see cref="BracketReader"/> describes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tokenise">Splits text into tokens; <see langword="null"/> for
    /// <see cref="Tokenizer.ForPlainText"/>.</param>
    /// <returns>The corpus, in BIO.</returns>
    /// <exception cref="CorpusException">The file is missing, not UTF-8, empty, or ill-formed.</exception>
    public static Corpus ReadBrackets(string path, Func<string, IReadOnlyList<string>>? tokenise = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return FromBrackets(CorpusLines.FromFile(path), path, tokenise);
    }

    /// <summary>The same spans in well-formed tags of a scheme; with the corpus's own scheme this repairs what is ill-formed.</summary>
    /// <param name="scheme">The scheme wanted.</param>
    /// <returns>Another corpus of the same name; this one where there are no tags.</returns>
    /// <exception cref="ArgumentException">One of the schemes is plain and the other is not.</exception>
    public Corpus ConvertTo(TagScheme scheme)
    {
        if (!HasTags) return this;
        Utterance[] converted = [.. _utterances.Select(u => u with { Tags = TagGrammar.Convert(u.Tags!, Scheme, scheme) })];
        return new Corpus(this, converted, Name, scheme);
    }

    /// <summary>Holds back a part, chosen by chance but always the same for a seed. Both parts keep the order of the whole.</summary>
    /// <param name="heldOut">The share to hold back, above 0 and below 1; at least one utterance goes to either part.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The two parts.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="heldOut"/> is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The corpus has fewer than two utterances.</exception>
    public CorpusSplit Split(double heldOut, long seed)
    {
        if (!(heldOut > 0 && heldOut < 1))
            throw new ArgumentOutOfRangeException(nameof(heldOut), heldOut, "The share to hold back must be above 0 and below 1, such as 0.1.");
        RequireAtLeast(2);
        int size = Math.Clamp((int)Math.Round(heldOut * Count, MidpointRounding.AwayFromZero), 1, Count - 1);
        return Cut(Shuffled(seed).Take(size).ToHashSet(), "held out");
    }

    /// <summary>Cuts the corpus into parts of nearly the same size, each held back once while the others train.</summary>
    /// <param name="count">The number of parts, from 2 to the number of utterances.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>For each part, the rest and the part.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 2.</exception>
    /// <exception cref="InvalidOperationException">The corpus has fewer utterances than parts.</exception>
    public IReadOnlyList<CorpusSplit> Folds(int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        RequireAtLeast(count);
        int[] order = Shuffled(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(fold => Cut(
                order.Where((_, place) => place % count == fold).ToHashSet(),
                string.Create(CultureInfo.InvariantCulture, $"fold {fold + 1} of {count}"))),
        ];
    }

    /// <inheritdoc/>
    public IEnumerator<Utterance> GetEnumerator() => _utterances.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static ConllSentence Numbered(Utterance utterance, int index)
    {
        int[] lines = new int[Math.Max(1, utterance.Tokens.Count)];
        Array.Fill(lines, index + 1);
        return new ConllSentence(utterance, lines);
    }

    private static void CheckCounts(ConllSentence sentence, string name)
    {
        (IReadOnlyList<string> tokens, IReadOnlyList<string>? tags, _) = sentence.Utterance;
        if (tokens.Count > 0 && tags?.Count == tokens.Count) return;
        throw CorpusException.At(name, sentence.Lines[0], string.Create(CultureInfo.InvariantCulture,
            $"the utterance has {tokens.Count} tokens and {tags?.Count ?? 0} tags. Give at least one token, and one tag a token."));
    }

    private static string? MissingIntents(ConllSentence[] all, string name)
    {
        int missing = all.Count(sentence => sentence.Utterance.Intent is null);
        if (missing == 0) return null;
        ConllSentence first = all.First(sentence => sentence.Utterance.Intent is null);
        return string.Create(CultureInfo.InvariantCulture,
            $"{name}: {missing} of {all.Length} sentences have no intent; the first stands on line {first.Lines[0]}.");
    }

    private static Corpus FromColumns(IEnumerable<CorpusLine> lines, string name, ConllOptions? options) =>
        new(ConllReader.ReadSentences(lines, name), name, options?.Scheme, options?.Strict ?? false);

    private static Corpus FromBrackets(IEnumerable<CorpusLine> lines, string name, Func<string, IReadOnlyList<string>>? tokenise) =>
        new(BracketReader.ReadSentences(lines, name, tokenise ?? BracketReader.PlainText), name, TagScheme.Bio, strict: false);

    private static IEnumerable<CorpusLine> Remaining(IEnumerator<CorpusLine> lines)
    {
        while (lines.MoveNext()) yield return lines.Current;
    }

    private static bool LooksBracketed(IEnumerable<CorpusLine> lines)
    {
        int columns = 0, brackets = 0;
        foreach (CorpusLine line in lines)
        {
            if (line.Text.Contains('\t', StringComparison.Ordinal)) columns++;
            else if (!IntentLine.IsComment(line.Text) && BracketLine.HasSlot(line.Text)) brackets++;
        }
        return brackets > columns;
    }

    private void RequireAtLeast(int parts)
    {
        if (Count < parts)
            throw new InvalidOperationException($"{Name} has {Count} utterances, too few to cut into {parts} parts. Give more utterances.");
    }

    private int[] Shuffled(long seed)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        new SeededRandom(seed).Shuffle<int>(order);
        return order;
    }

    private CorpusSplit Cut(HashSet<int> heldOut, string label)
    {
        IEnumerable<int> all = Enumerable.Range(0, Count);
        return new CorpusSplit(
            new Corpus(this, all.Where(i => !heldOut.Contains(i)), Name),
            new Corpus(this, all.Where(heldOut.Contains), $"{Name} ({label})"));
    }
}
