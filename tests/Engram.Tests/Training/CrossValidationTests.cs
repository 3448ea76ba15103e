using Engram.Corpora;
using Engram.Evaluation;
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

    [Fact]
    public void Create_WithPlainTagsBesideSlots_SaysWhatToDo()
    {
        Corpus train = new([new(["to", "Rome"], ["O", "B-place"])], "train.conll");
        Corpus valid = new([new(["to", "Rome"], ["TO", "NNP"])], "valid.conll");

        CorpusException refusal = Assert.Throws<CorpusException>(() => TrainingPlan.Create(train, valid, new TrainingOptions()));

        Assert.Equal("valid.conll: its tags are Plain, those of train.conll are Bio. Validate with tags of the same kind.", refusal.Message);
    }
}
