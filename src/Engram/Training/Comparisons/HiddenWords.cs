using Engram.Corpora;
using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Training.Comparisons;

/// <summary>A training corpus without some of the words that fill the validation corpus's slots, so that enough of them are unseen.</summary>
/// <remarks>
/// Words are drawn by seed from those that stand in an annotated slot of the validation corpus and in at most a hundredth of the training
/// sentences; all training sentences that hold a drawn word are left out, up to a fifth of the corpus. A slot is <em>unseen</em> when it
/// holds a word that the rest of the training corpus does not hold, drawn or not; words count as the network sees them, case and width
/// folded.
/// </remarks>
public sealed class HiddenWords
{
    private const double MostSentences = 0.2;
    private const double MostOfAWord = 0.01;

    private readonly WordNormalizer _normalizer;
    private readonly HashSet<string> _seen;

    private HiddenWords(Corpus train, IReadOnlyList<string> words, WordNormalizer normalizer)
    {
        (Train, Words, _normalizer) = (train, words, normalizer);
        _seen = [.. train.SelectMany(sentence => sentence.Tokens).Select(normalizer.Normalize)];
    }

    /// <summary>The training corpus without the sentences that hold a hidden word.</summary>
    public Corpus Train { get; }

    /// <summary>The words that were hidden, in ordinal order.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Hides words.</summary>
    /// <param name="train">The training corpus.</param>
    /// <param name="valid">The validation corpus, of the same scheme.</param>
    /// <param name="folding">Which differences between words do not count.</param>
    /// <param name="seed">Which words are drawn.</param>
    public static HiddenWords Choose(Corpus train, Corpus valid, TokenizerFolding folding, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(valid);
        WordNormalizer normalizer = new(folding);
        Dictionary<string, HashSet<int>> sentencesOf = SentencesByWord(train, normalizer);
        string[] candidates = [.. valid.SelectMany(sentence => SlotWords(sentence, valid.Scheme)).Select(normalizer.Normalize)
            .Where(word => sentencesOf.TryGetValue(word, out HashSet<int>? sentences) && sentences.Count <= MostOfAWord * train.Count)
            .Distinct().Order(StringComparer.Ordinal)];
        new SeededRandom(seed).Shuffle<string>(candidates);
        HashSet<int> removed = [];
        List<string> words = [];
        foreach (string word in candidates)
        {
            if (removed.Union(sentencesOf[word]).Count() > MostSentences * train.Count)
                continue;
            removed.UnionWith(sentencesOf[word]);
            words.Add(word);
        }

        Corpus rest = new(train.Where((_, i) => !removed.Contains(i)), train.Name, train.Scheme);
        return new HiddenWords(rest, [.. words.Order(StringComparer.Ordinal)], normalizer);
    }

    /// <summary>A corpus as it is, with nothing hidden; what it does not hold is unseen.</summary>
    /// <param name="train">The training corpus.</param>
    /// <param name="folding">Which differences between words do not count.</param>
    public static HiddenWords None(Corpus train, TokenizerFolding folding)
    {
        ArgumentNullException.ThrowIfNull(train);
        return new(train, [], new WordNormalizer(folding));
    }

    /// <summary>The spans that hold a word which <see cref="Train"/> does not hold.</summary>
    /// <param name="tokens">The words of the sentence.</param>
    /// <param name="spans">Some of its spans.</param>
    public IReadOnlyList<TokenSpan> Unseen(IReadOnlyList<string> tokens, IReadOnlyList<TokenSpan> spans)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(spans);
        return [.. spans.Where(span => Enumerable.Range(span.Start, span.Length).Any(i => !_seen.Contains(_normalizer.Normalize(tokens[i]))))];
    }

    /// <summary>How many annotated slots of a corpus hold an unseen word, and how many sentences have such a slot.</summary>
    /// <param name="corpus">The corpus.</param>
    public (int Slots, int Sentences) Count(Corpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        int[] slots = [.. corpus.Select(sentence => Unseen(sentence.Tokens, TagSpans.Read(sentence.Tags!, corpus.Scheme)).Count)];
        return (slots.Sum(), slots.Count(count => count > 0));
    }

    private static Dictionary<string, HashSet<int>> SentencesByWord(Corpus corpus, WordNormalizer normalizer)
    {
        Dictionary<string, HashSet<int>> sentences = new(StringComparer.Ordinal);
        for (int i = 0; i < corpus.Count; i++)
        {
            foreach (string word in corpus[i].Tokens.Select(normalizer.Normalize))
            {
                if (!sentences.TryGetValue(word, out HashSet<int>? known))
                    sentences[word] = known = [];
                known.Add(i);
            }
        }

        return sentences;
    }

    private static IEnumerable<string> SlotWords(Utterance sentence, TagScheme scheme) =>
        TagSpans.Read(sentence.Tags!, scheme).SelectMany(span => Enumerable.Range(span.Start, span.Length)).Select(i => sentence.Tokens[i]);
}
