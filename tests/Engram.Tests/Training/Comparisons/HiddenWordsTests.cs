using Engram.Corpora;
using Engram.Tagging;
using Engram.Training.Comparisons;

namespace Engram.Tests.Training.Comparisons;

public sealed class HiddenWordsTests
{
    private static readonly Corpus Train = new(Enumerable.Range(0, 200).Select(i => Sentence($"City{i}")), "train", TagScheme.Bio);
    private static readonly Corpus Valid = new([Sentence("city3"), Sentence("city4"), Sentence("Atlantis"), Sentence("city199")], "valid", TagScheme.Bio);

    [Fact]
    public void Choose_FromTheValidationSlots_LeavesOutEverySentenceWithAHiddenWord()
    {
        HiddenWords hidden = HiddenWords.Choose(Train, Valid, Tokenizer.DefaultFolding);

        Assert.Equal(["city199", "city3", "city4"], hidden.Words); // Atlantis was never there, and "to" is in too many sentences
        Assert.Equal(197, hidden.Train.Count);
        Assert.DoesNotContain(hidden.Train, sentence => sentence.Tokens.Contains("City3"));
        Assert.Equal((4, 4), hidden.Count(Valid));
    }

    [Fact]
    public void Choose_WhereTheWordsFillTheCorpus_StopsAtAFifth()
    {
        Corpus all = new(Enumerable.Range(0, 200).Select(i => Sentence($"City{i}")), "valid", TagScheme.Bio);

        Assert.Equal(160, HiddenWords.Choose(Train, all, Tokenizer.DefaultFolding).Train.Count);
    }

    [Fact]
    public void Choose_OfAWordInMoreThanAHundredthOfTheSentences_LeavesItThere()
    {
        Corpus train = new([.. Train, Sentence("Taipei"), Sentence("Taipei"), Sentence("Taipei")], "train", TagScheme.Bio);
        Corpus valid = new([Sentence("Taipei")], "valid", TagScheme.Bio);

        Assert.Empty(HiddenWords.Choose(train, valid, Tokenizer.DefaultFolding).Words);
    }

    [Fact]
    public void Unseen_WithNothingHidden_AreTheSlotsWithAWordThatTrainingLacks()
    {
        HiddenWords none = HiddenWords.None(Train, Tokenizer.DefaultFolding);

        Assert.Equal((1, 1), none.Count(Valid));
        Assert.Single(none.Unseen(["to", "New", "City7"], [new TokenSpan(1, 3, "city")]));
        Assert.Empty(none.Unseen(["to", "CITY7"], [new TokenSpan(1, 2, "city")]));
    }

    private static Utterance Sentence(string city) => new(["to", city], ["O", "B-city"]);
}
