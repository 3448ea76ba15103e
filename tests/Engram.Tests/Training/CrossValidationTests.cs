using Engram.Corpora;
using Engram.Evaluation;
using Engram.Tagging;
using Engram.Training;

namespace Engram.Tests.Training;

public class CrossValidationTests
{
    [Fact]
    public void Run_OverFiveFolds_ScoresEverySentenceOnce()
    {
        Scores scores = CrossValidation.Run(
            TinyTagger.Options, TinyTagger.Training, TinyTagger.Corpus, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(TinyTagger.Corpus.Count, scores.Sentences);
        Assert.Equal(TinyTagger.Corpus.Sum(sentence => sentence.Tokens.Count), scores.Tokens);
    }

    [Fact]
    public void Run_Twice_GivesTheSameScores()
    {
        string Score() => CrossValidation.Run(
            TinyTagger.Options, TinyTagger.Training, TinyTagger.Corpus, cancellationToken: TestContext.Current.CancellationToken).ToJson();

        Assert.Equal(Score(), Score());
    }

    // Each sentence has a slot of its own, so a tagger that has not seen it cannot know the slot.
    [Fact]
    public void Run_OfSentencesThatHaveNothingInCommon_FindsNoSlot()
    {
        Corpus corpus = new([.. Enumerable.Range(0, 10).Select(i => new Utterance([$"w{i}"], [$"B-slot{i}"]))]);

        Scores scores = CrossValidation.Run(
            TinyTagger.Options, TinyTagger.Training with { Epochs = 20 }, corpus, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(0, scores.Slots!.Value.Correct);
    }

    [Fact]
    public void Create_WithTagsAndIntentsThatTrainingNeverSees_ListsThem()
    {
        Corpus train = new([new(["to", "Rome"], ["O", "B-place"], "travel")], "train.conll");
        Corpus valid = new([new(["at", "nine"], ["O", "B-time"], "ask"), new(["to", "Rome"], ["O", "B-place"], "travel")], "valid.conll");

        IReadOnlyList<string> notes = TrainingPlan.Create(train, valid, new TrainingOptions()).Warnings;

        Assert.Equal(
            [
                "valid.conll: it has tags that training never sees, which count as misses: B-time.",
                "valid.conll: it has intents that training never sees, which count as misses: ask.",
            ],
            notes);
    }

    // Training reads an I- that continues nothing as a B-, and so does whoever validates.
    [Fact]
    public void Create_WithTagsThatAreKnownOnceRepaired_WarnsOfNothing()
    {
        Corpus train = new([new(["to", "Taipei"], ["O", "I-city"], null)], "train.conll", TagScheme.Bio);
        Corpus valid = new([new(["to", "Oslo"], ["O", "B-city"], null), new(["to", "Rome"], ["O", "I-city"], null)], "valid.conll", TagScheme.Bio);

        Assert.Empty(TrainingPlan.Create(train, valid, new TrainingOptions()).Warnings);
    }

    [Theory]
    [InlineData(1, "1 sentence, fewer than 300: none is held back, all epochs are run, and there is no score.")]
    [InlineData(3, "3 sentences, fewer than 300: none is held back, all epochs are run, and the score comes from 3-fold cross-validation.")]
    [InlineData(9, "9 sentences, fewer than 300: none is held back, all epochs are run, and the score comes from 5-fold cross-validation.")]
    public void Create_WithFewSentences_SaysWhereTheScoreComesFrom(int count, string expected)
    {
        Corpus train = new(Enumerable.Range(0, count).Select(_ => new Utterance(["to", "Taipei"], ["O", "B-city"], null)), "few");

        Assert.Equal([$"few: {expected}"], TrainingPlan.Create(train, null, new TrainingOptions()).Notes);
    }

    [Fact]
    public void Create_WithPlainTagsBesideSlots_SaysWhatToDo()
    {
        Corpus train = new([new(["to", "Rome"], ["O", "B-place"])], "train.conll");
        Corpus valid = new([new(["to", "Rome"], ["TO", "NNP"])], "valid.conll");

        CorpusException refusal = Assert.Throws<CorpusException>(() => TrainingPlan.Create(train, valid, new TrainingOptions()));

        Assert.Equal("valid.conll: its tags are Plain, those of train.conll are Bio. Validate with tags of the same kind.", refusal.Message);
    }
}
