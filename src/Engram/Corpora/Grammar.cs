using Engram.Numerics;

namespace Engram.Corpora;

/// <summary>A text grammar from which annotated sentences are generated: templates with alternatives, optional parts, rules and slots.</summary>
/// <remarks>
/// <para>The format is described in <c>docs/formats/grammar.md</c>:</para>
/// <code>
/// intent book_flight
///   i would like to {arrive in|get to} [&lt;city&gt;](destination) {on [&lt;date&gt;](time_of_arrival)}?
///   ~please take me to [&lt;city&gt;](destination)
/// &lt;city&gt; = Taipei | Tokyo *2 | New York | ~Lisbon
/// </code>
/// <para>What a <c>~</c> stands before is held out of training: a held-out corpus then has other sentences and other names than the training corpus,
/// and a score on it says how well the network carries over. Immutable and thread-safe.</para>
/// </remarks>
public sealed class Grammar
{
    private const int TriesForANewSentence = 1000;
    private const int MaxEnumerated = 200_000;

    private readonly List<GrammarTemplate> _templates;
    private readonly HashSet<string> _excluded;
    private readonly bool _variesCase;

    private Grammar(string name, GrammarParser parser)
    {
        Name = name;
        _templates = parser.Templates;
        _variesCase = parser.VariesCase;
        _excluded = parser.Excluded
            .Select(text => Key(Tokenizer.ForPlainText.Tokenize(text).Select(token => token.Text)))
            .ToHashSet(StringComparer.Ordinal);
        Intents = [.. _templates.Select(template => template.Intent).Distinct()];
        Languages = [.. _templates.Select(template => template.Language).OfType<string>().Distinct()];
    }

    /// <summary>What messages call the grammar.</summary>
    public string Name { get; }

    /// <summary>The intents, in the order of the file.</summary>
    public IReadOnlyList<string> Intents { get; }

    /// <summary>The languages, in the order of the file; empty where the grammar names none.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>Reads a grammar from a file.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <exception cref="CorpusException">The file is missing, not UTF-8, or no grammar.</exception>
    public static Grammar Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using StringReader reader = new(string.Join('\n', CorpusLines.FromFile(path).Select(line => line.Text)));
        return Parse(reader, path);
    }

    /// <summary>Reads a grammar.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What messages call it, such as the file's name.</param>
    /// <exception cref="CorpusException">The text is no grammar; the message gives name, line, what was found and the fix.</exception>
    public static Grammar Parse(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrEmpty(name);
        GrammarParser parser = new(name);
        parser.Read(reader);
        return new Grammar(name, parser);
    }

    /// <summary>Generates annotated sentences, tags in the BIO scheme. The same arguments give the same sentences.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="seed">Where the random choices begin.</param>
    /// <param name="split">Which part of the grammar is used.</param>
    /// <param name="language">Only templates of that language; all when <see langword="null"/>.</param>
    /// <returns>Sentences that differ in more than case, as long as the grammar has so many; after that they repeat.</returns>
    /// <exception cref="CorpusException">The grammar has no sentence for that split and language.</exception>
    public IEnumerable<Utterance> Generate(int count, int seed, GrammarSplit split = GrammarSplit.Train, string? language = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        List<GrammarTemplate> templates = [.. _templates.Where(template => language is null || template.Language == language)];
        if (templates.Count == 0)
            throw CorpusException.In(Name, $"the grammar has no language '{language}', but {Listed(Languages)}. Name one of these.");
        bool anyHeldOut = _templates.Any(template => template.Pattern.HeldOut);
        if (split != GrammarSplit.All)
            templates = [.. templates.Where(template => template.Pattern.HeldOut == (split == GrammarSplit.HeldOut && anyHeldOut))];
        if (templates.Count == 0)
            throw CorpusException.In(Name, $"no template is left for the split {split}. Mark some templates with '~', and leave some without.");
        return Generate(count, new SeededRandom(seed), split, templates);
    }

    private IEnumerable<Utterance> Generate(int count, SeededRandom random, GrammarSplit split, List<GrammarTemplate> templates)
    {
        GrammarAlternative[] patterns = [.. templates.Select(template => template.Pattern)];
        HashSet<string> seen = new(_excluded, StringComparer.Ordinal);
        GrammarExpansion expansion = new(split, alternatives => Choose(alternatives, random));
        List<Utterance> given = [];
        for (int tries = 0; given.Count < count && tries < TriesForANewSentence;)
        {
            Utterance? utterance = expansion.Expand(templates[Choose(patterns, random)], Respelling(random));
            tries++;
            if (utterance is null || !seen.Add(Key(utterance.Tokens)))
                continue;
            tries = 0;
            given.Add(utterance);
            yield return utterance;
        }

        if (given.Count == count)
            yield break;
        Utterance[] rest = [.. Remaining(templates, split, Respelling(random), seen)];
        random.Shuffle<Utterance>(rest);
        given.AddRange(rest);
        if (given.Count == 0)
            throw CorpusException.In(Name, "every sentence of the grammar is excluded or empty. Remove 'exclude' lines or add templates.");
        for (int i = given.Count - rest.Length, left = count - i; left > 0; i++, left--)
            yield return given[i % given.Count];
    }

    // Walks through all ways of following the templates, the last fork turning fastest.
    private static IEnumerable<Utterance> Remaining(
        List<GrammarTemplate> templates, GrammarSplit split, Func<string, bool, string> respell, HashSet<string> seen)
    {
        int walked = 0;
        foreach (GrammarTemplate template in templates)
        {
            List<(int Chosen, int Of)> forks = [];
            int fork = 0;
            GrammarExpansion expansion = new(split, alternatives =>
            {
                if (fork == forks.Count)
                    forks.Add((0, alternatives.Count));
                return forks[fork++].Chosen;
            });
            do
            {
                fork = 0;
                if (expansion.Expand(template, respell) is { } utterance && seen.Add(Key(utterance.Tokens)))
                    yield return utterance;
            }
            while (Advance(forks) && ++walked < MaxEnumerated);
        }
    }

    private static bool Advance(List<(int Chosen, int Of)> forks)
    {
        while (forks.Count > 0 && forks[^1].Chosen + 1 == forks[^1].Of)
            forks.RemoveAt(forks.Count - 1);
        if (forks.Count == 0)
            return false;
        forks[^1] = (forks[^1].Chosen + 1, forks[^1].Of);
        return true;
    }

    private static int Choose(IReadOnlyList<GrammarAlternative> alternatives, SeededRandom random)
    {
        double left = random.NextDouble() * alternatives.Sum(alternative => alternative.Weight);
        for (int i = 0; i < alternatives.Count - 1; i++)
        {
            left -= alternatives[i].Weight;
            if (left < 0)
                return i;
        }

        return alternatives.Count - 1;
    }

    // With 'vary case', half of the sentences stay as written, three in ten are in lower case, and two in ten begin with a capital.
    private Func<string, bool, string> Respelling(SeededRandom random) => (_variesCase ? random.Next(10) : 0) switch
    {
        < 5 => (word, _) => word,
        < 8 => (word, _) => word.ToLowerInvariant(),
        _ => (word, isFirst) => isFirst ? char.ToUpperInvariant(word[0]) + word[1..] : word,
    };

    private static string Key(IEnumerable<string> tokens) => string.Join(' ', tokens).ToLowerInvariant();

    private static string Listed(IReadOnlyList<string> names) =>
        names.Count == 0 ? "no 'language' lines" : string.Join(", ", names.Select(each => $"'{each}'"));
}
