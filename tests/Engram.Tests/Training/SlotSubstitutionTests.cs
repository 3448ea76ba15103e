using Engram.Corpora;
using Engram.Encoders;
using Engram.Models;
using Engram.Numerics;
using Engram.Tagging;
using Engram.Training;

namespace Engram.Tests.Training;

public sealed class SlotSubstitutionTests
{
    private static readonly Utterance[] Sentences =
    [
        Sentence("fly O", "to O", "Rome B-city", "on O", "Monday B-day"),
        Sentence("New B-city", "York I-city", "please O"),
        Sentence("New B-city", "York I-city", "again O"),
        Sentence("hello O"),
    ];

    [Fact]
    public void Apply_ToEverySlot_PutsEachDistinctValueOfTheSameSlotThere()
    {
        Case sample = new(Sentences, TagScheme.Bio, share: 1);
        SeededRandom random = new(5);

        HashSet<string> seen = [.. Enumerable.Range(0, 60).Select(_ => sample.Apply(0, random))];

        Assert.Equal(
            ["fly/O to/O New/B-city York/I-city on/O Monday/B-day", "fly/O to/O Rome/B-city on/O Monday/B-day"],
            seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Apply_ManyTimes_TakesARareValueAsOftenAsACommonOne()
    {
        Case sample = new(Sentences, TagScheme.Bio, share: 1);
        SeededRandom random = new(6);

        int rare = Enumerable.Range(0, 2000).Count(_ => sample.Apply(1, random).StartsWith("Rome", StringComparison.Ordinal));

        Assert.InRange(rare, 900, 1100); // one of the two distinct values; a third of the occurrences
    }

    [Fact]
    public void Apply_WithAShareOfZero_LeavesTheSentence()
    {
        Case sample = new(Sentences, TagScheme.Bio, share: 0);

        Assert.Equal("fly/O to/O Rome/B-city on/O Monday/B-day", sample.Apply(0, new SeededRandom(1)));
    }

    [Fact]
    public void Apply_WhereThereIsNoSlot_LeavesTheSentence() =>
        Assert.Equal("hello/O", new Case(Sentences, TagScheme.Bio, share: 1).Apply(3, new SeededRandom(1)));

    [Fact]
    public void Apply_InBioes_WritesTheEndsOfTheNewValue()
    {
        Case sample = new(
            [Sentence("to O", "Rome S-city"), Sentence("New B-city", "York E-city", "please O")], TagScheme.Bioes, share: 1);
        SeededRandom random = new(5);

        HashSet<string> seen = [.. Enumerable.Range(0, 40).Select(_ => sample.Apply(0, random))];

        Assert.Equal(["to/O New/B-city York/E-city", "to/O Rome/S-city"], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Apply_ToSlotsThatTouchInIob1_KeepsThemApart()
    {
        Case sample = new([Sentence("Rome I-city", "Oslo B-city", "now O"), Sentence("New I-city", "York I-city", "now O")], TagScheme.Iob1, share: 1);
        SeededRandom random = new(5);

        HashSet<string> seen = [.. Enumerable.Range(0, 200).Select(_ => sample.Apply(0, random))];

        Assert.Equal(9, seen.Count); // each of three values in each of two slots
        Assert.Contains("New/I-city York/I-city New/B-city York/I-city now/O", seen);
    }

    [Fact]
    public void Draw_WithoutSubstitution_ReadsTheCorpus_AndWithIt_OtherWordsEachEpoch()
    {
        TrainingSet set = new Case(Sentences, TagScheme.Bio, share: 1).Set;
        EpochSentences plain = new(set, null), other = new(set, new Case(Sentences, TagScheme.Bio, share: 1, set).Substitution);

        plain.Draw(new SeededRandom(1));
        HashSet<int> lengths = [];
        for (int epoch = 0; epoch < 20; epoch++)
        {
            other.Draw(new SeededRandom(1, epoch));
            lengths.Add(other.Lengths[0]);
            Assert.Equal(other.Words[0].Length, other.Tags[0].Length);
        }

        Assert.Equal(set.Words, plain.Words);
        Assert.Equal([5, 6], lengths.Order());
    }

    private static Utterance Sentence(params string[] words) =>
        new([.. words.Select(word => word.Split(' ')[0])], [.. words.Select(word => word.Split(' ')[1])]);

    private sealed class Case
    {
        private readonly Dictionary<WordFeatures, string> _names = new(ReferenceEqualityComparer.Instance);
        private readonly TaggerLabels _labels;

        public Case(Utterance[] sentences, TagScheme scheme, double share, TrainingSet? set = null)
        {
            Corpus corpus = new(sentences, "sentences", scheme);
            _labels = new TaggerLabels([.. sentences.SelectMany(sentence => sentence.Tags!).Distinct()], scheme, []);
            TaggerLexicon lexicon = TaggerLexicon.Collect(new TaggerOptions(), new WordNormalizer(TokenizerFolding.None), corpus);
            Set = set ?? new TrainingSet(corpus, lexicon, _labels);
            for (int i = 0; i < sentences.Length; i++)
            {
                for (int word = 0; word < Set.Words[i].Length; word++)
                    _names[Set.Words[i][word]] = sentences[i].Tokens[word];
            }

            Substitution = new SlotSubstitution(corpus, Set, _labels, share);
        }

        public TrainingSet Set { get; }

        public SlotSubstitution Substitution { get; }

        public string Apply(int sentence, SeededRandom random)
        {
            (WordFeatures[] words, int[] tags) = Substitution.Apply(sentence, random);
            return string.Join(' ', words.Zip(tags, (word, tag) => $"{_names[word]}/{_labels.Tags[tag]}"));
        }
    }
}
