using Engram.Evaluation;
using Engram.Tagging;

namespace Engram.Tests.Evaluation;

public class SpanF1Tests
{
    // Expected values: conlleval.pl (version 2004-01-26) on the same two columns.
    [Theory]
    [InlineData("B-A I-A O B-B I-B", "B-B I-B O B-B I-B", 2, 2, 1)] // right ends, wrong name
    [InlineData("O B-A I-A I-A O", "O B-A I-A O O", 1, 1, 0)] // too short
    [InlineData("B-A I-A B-B I-B", "B-A I-A I-B I-B", 2, 2, 2)] // a change of name opens a span
    [InlineData("B-A I-A I-A I-A", "B-A I-A B-A I-A", 1, 2, 0)] // one span taken for two
    [InlineData("B-A", "I-A", 1, 1, 1)] // a malformed I- opens a span
    public void Add_OfOneSentence_CountsAsConlleval(string gold, string predicted, int annotated, int found, int correct)
    {
        SpanF1 score = new();

        score.Add(gold.Split(' '), predicted.Split(' '), TagScheme.Bio);

        Assert.Equal(new SpanScore(annotated, found, correct), score.Total);
    }

    [Fact]
    public void PerSlot_OverSentences_HoldsSlotsThatWereOnlyPredicted()
    {
        SpanF1 score = new();

        score.Add(["B-A", "O", "B-B"], ["B-A", "B-C", "O"], TagScheme.Bio);
        score.Add(["B-A", "I-A"], ["B-A", "O"], TagScheme.Bio);

        Assert.Equal(
            [new SlotScore("A", new SpanScore(2, 2, 1)), new SlotScore("B", new SpanScore(1, 0, 0)), new SlotScore("C", new SpanScore(0, 1, 0))],
            score.PerSlot);
        Assert.Equal(2.0 / 6, score.Total.F1, 12);
        Assert.Equal(0.5, score.PerSlot[0].Score.Precision);
    }

    [Fact]
    public void F1_WhereNothingIsAnnotatedOrFound_IsZero()
    {
        SpanScore none = new(0, 0, 0);

        Assert.Equal((0, 0, 0), (none.Precision, none.Recall, none.F1));
    }

    [Fact]
    public void Add_WithOneTagMissing_SaysBothNumbers()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new SpanF1().Add(["O", "O"], ["O"], TagScheme.Bio));

        Assert.StartsWith("The sentence has 2 annotated and 1 predicted tags. Give one of either", error.Message, StringComparison.Ordinal);
    }
}
