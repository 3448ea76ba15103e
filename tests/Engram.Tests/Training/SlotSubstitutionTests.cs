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
    public void Train_WithSubstitution_GivesAnotherModelThanWithout()
    {
        byte[] with = TinyTagger.Save(TinyTagger.Train(training: TinyTagger.Training with { SlotSubstitution = 0.5 }));
        byte[] without = TinyTagger.Save(TinyTagger.Train(training: TinyTagger.Training with { SlotSubstitution = 0 }));

        Assert.NotEqual(with, without);
    }

    private static Utterance Sentence(params string[] words) =>
        new([.. words.Select(word => word.Split(' ')[0])], [.. words.Select(word => word.Split(' ')[1])]);

    private sealed class Case
    {
        private readonly SlotSubstitution _substitution;
        private readonly Dictionary<WordFeatures, string> _names = new(ReferenceEqualityComparer.Instance);
        private readonly TaggerLabels _labels;

        public Case(Utterance[] sentences, TagScheme scheme, double share)
        {
            Corpus corpus = new(sentences, "sentences", scheme);
            _labels = new TaggerLabels([.. sentences.SelectMany(sentence => sentence.Tags!).Distinct()], scheme, []);
            TaggerLexicon lexicon = TaggerLexicon.Collect(new TaggerOptions(), new WordNormalizer(TokenizerFolding.None), corpus);
            TrainingSet set = new(corpus, lexicon, _labels);
            for (int i = 0; i < sentences.Length; i++)
            {
                for (int word = 0; word < set.Words[i].Length; word++)
                    _names[set.Words[i][word]] = sentences[i].Tokens[word];
            }

            _substitution = new SlotSubstitution(corpus, set, _labels, share);
        }

        public string Apply(int sentence, SeededRandom random)
        {
            (WordFeatures[] words, int[] tags) = _substitution.Apply(sentence, random);
            return string.Join(' ', words.Zip(tags, (word, tag) => $"{_names[word]}/{_labels.Tags[tag]}"));
        }
    }
}
