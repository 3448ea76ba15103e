using Engram.Corpora;
using Engram.Evaluation;
using Engram.Tagging;

namespace Engram.Tests.Evaluation;

public class EvaluatorTests
{
    [Fact]
    public void ToScores_OfFourSentences_CountsTagsIntentsAndExactSentences()
    {
        Evaluator evaluator = new(new EvaluatorOptions { GoldScheme = TagScheme.Bio });

        Add(evaluator, "O B-to", "flight", "O B-to", "flight");       // exact
        Add(evaluator, "O B-to", "flight", "O B-from", "flight");     // a slot wrong
        Add(evaluator, "O O", "flight", "O O", "fare");               // the intent wrong
        Add(evaluator, "B-to I-to", "flight#fare", "B-to I-to", "fare"); // one of two intents
        Scores scores = evaluator.ToScores();

        Assert.Equal((4, 8), (scores.Sentences, scores.Tokens));
        Assert.Equal(new SpanScore(3, 3, 2), scores.Slots);
        Assert.Equal(0.75, scores.IntentAccuracy);
        Assert.Equal(0.5, scores.Exact);
        Assert.Equal(7.0 / 8, scores.TokenAccuracy);
        Assert.Equal([1, 2], scores.WrongSentences.Select(wrong => wrong.Index));
        Assert.Equal([new SlotConfusion("to", "from", 1)], scores.Confusions);
    }

    [Fact]
    public void ToScores_WithoutIntents_CallsASentenceExactByItsTags()
    {
        Evaluator evaluator = new(new EvaluatorOptions { GoldScheme = TagScheme.Bio });

        Add(evaluator, "O B-to", null, "O B-to", "whatever");

        Assert.Null(evaluator.ToScores().IntentAccuracy);
        Assert.Equal(1, evaluator.ToScores().Exact);
    }

    [Fact]
    public void ToScores_WithNamesTheModelDoesNotKnow_CountsMissesAndWarns()
    {
        Evaluator evaluator = new(new EvaluatorOptions { GoldScheme = TagScheme.Bio, KnownTags = ["O", "B-to"], KnownIntents = ["flight"] });

        Add(evaluator, "O B-meal", "meal", "O O", "flight");
        Add(evaluator, "O B-to", "meal#flight", "O B-to", "flight");
        Scores scores = evaluator.ToScores();

        Assert.Equal(new SpanScore(2, 1, 1), scores.Slots);
        Assert.Equal(0.5, scores.IntentAccuracy);
        Assert.Equal(
            [
                "the model does not know 1 tag of the corpus, which count as misses: B-meal (1)",
                "the model does not know 1 intent of the corpus, which count as misses: meal (1)",
            ],
            scores.Warnings);
    }

    [Fact]
    public void Add_OfAnotherScheme_ComparesTheSameSpans()
    {
        Evaluator evaluator = new(new EvaluatorOptions { GoldScheme = TagScheme.Bioes, PredictedScheme = TagScheme.Bio });

        Add(evaluator, "B-to E-to S-from", null, "B-to I-to B-from", null);

        Assert.Equal(1, evaluator.ToScores().Exact);
        Assert.Equal(new SpanScore(2, 2, 2), evaluator.ToScores().Slots);
    }

    [Fact]
    public void Constructor_WithPlainAndSpanTags_Refuses()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new Evaluator(new EvaluatorOptions { GoldScheme = TagScheme.Plain, PredictedScheme = TagScheme.Bio }));

        Assert.StartsWith("The annotated tags are Plain and the predicted ones Bio; plain tags cannot", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Confusions_OfEndsMissesAndInventions_KeepThemApart()
    {
        Evaluator evaluator = new(new EvaluatorOptions { GoldScheme = TagScheme.Bio });

        Add(evaluator, "B-to I-to O B-day O", null, "B-to O O O B-meal", null);

        Assert.Equal(
            [new SlotConfusion(null, "meal", 1), new SlotConfusion("day", null, 1), new SlotConfusion("to", "to", 1)],
            evaluator.ToScores().Confusions);
    }

    [Fact]
    public void ToJson_WithSlotsAndIntents_HasTheDocumentedShape()
    {
        Evaluator evaluator = new(new EvaluatorOptions { GoldScheme = TagScheme.Bio });

        Add(evaluator, "O B-台北", "flight", "O B-台北", "flight");

        Assert.Equal(
            "{\"sentences\":1,\"tokens\":2,"
            + "\"slots\":{\"precision\":1,\"recall\":1,\"f1\":1,\"gold\":1,\"predicted\":1,\"correct\":1},"
            + "\"intent\":{\"accuracy\":1},\"exact\":1,\"tokenAccuracy\":1,"
            + "\"perSlot\":[{\"name\":\"台北\",\"precision\":1,\"recall\":1,\"f1\":1,\"gold\":1,\"predicted\":1,\"correct\":1}],\"confusion\":[]}",
            evaluator.ToScores().ToJson());
    }

    [Fact]
    public void ToJson_OfPlainTagsWithoutIntents_LeavesSlotsAndIntentOut()
    {
        Evaluator evaluator = new(new EvaluatorOptions { GoldScheme = TagScheme.Plain });

        Add(evaluator, "DT NN", null, "DT VB", null);

        Assert.Equal(
            "{\"sentences\":1,\"tokens\":2,\"exact\":0,\"tokenAccuracy\":0.5,\"perSlot\":[],\"confusion\":[]}",
            evaluator.ToScores().ToJson());
    }

    [Fact]
    public void ToJson_WithProbabilities_HoldsTheReliabilityCurve()
    {
        Evaluator evaluator = new(new EvaluatorOptions { GoldScheme = TagScheme.Bio, CalibrationBins = 2 });
        Utterance gold = new(["a", "b"], ["O", "B-x"], "i");

        evaluator.Add(gold, gold with { Tags = ["O", "O"] }, [0.75f, 0.25f], 1);

        Assert.EndsWith(
            "\"calibration\":{\"tags\":{\"expectedCalibrationError\":0.25,\"bins\":["
            + "{\"lower\":0,\"upper\":0.5,\"count\":1,\"meanProbability\":0.25,\"accuracy\":0},"
            + "{\"lower\":0.5,\"upper\":1,\"count\":1,\"meanProbability\":0.75,\"accuracy\":1}]},"
            + "\"intent\":{\"expectedCalibrationError\":0,\"bins\":["
            + "{\"lower\":0,\"upper\":0.5,\"count\":0,\"meanProbability\":0,\"accuracy\":0},"
            + "{\"lower\":0.5,\"upper\":1,\"count\":1,\"meanProbability\":1,\"accuracy\":1}]}}}",
            evaluator.ToScores().ToJson(),
            StringComparison.Ordinal);
    }

    private static void Add(Evaluator evaluator, string gold, string? intent, string predicted, string? predictedIntent)
    {
        string[] tags = gold.Split(' ');
        string[] tokens = [.. tags.Select((_, i) => $"word{i}")];
        evaluator.Add(new Utterance(tokens, tags, intent), new Utterance(tokens, predicted.Split(' '), predictedIntent));
    }
}
