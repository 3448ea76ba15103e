using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Evaluation;
using Engram.Tagging;

namespace Engram.Conformance.Tests.Families;

/// <summary><c>chunk_score</c>: precision, recall and F1 of the conlleval script and of seqeval, over all and by type.</summary>
public sealed class ChunkScoreRunner : ICaseRunner
{
    private const string StrictMode = "strict_";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["chunk_score"];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        (string[] Gold, string[] Predicted)[] sentences =
            [.. vector.Get("sentences").EnumerateArray().Select(sentence => (Tags(sentence, "gold"), Tags(sentence, "predicted")))];
        Assert.Empty(vector.Get("expected").EnumerateObject().Select(item => item.Name).Except(["conlleval", "seqeval"]));
        bool followsScript = vector.Get("reference").GetString() == "conlleval";
        // The letters L and U mean nothing to seqeval's default mode, whose rules are those of BIOES.
        TagScheme loose = followsScript ? TagScheme.Bio : TagScheme.Bioes;
        SpanF1 score = Score(sentences, tags => TagSpans.Read(tags, loose));
        double accuracy = Accuracy(sentences, vector);

        if (followsScript) AssertScript(vector, score, accuracy);
        Tolerance ratio = new(vector.Get("tolerance", "ratio").GetDouble(), 0);
        foreach (JsonProperty mode in vector.Get("expected", "seqeval").EnumerateObject())
        {
            bool strict = mode.Name.StartsWith(StrictMode, StringComparison.Ordinal);
            SpanF1 found = !strict ? score : Score(sentences, Strict(mode.Name));
            AssertFractions($"seqeval {mode.Name}", mode.Value, found.Total, ratio);
            if (mode.Value.TryGetProperty("accuracy", out JsonElement expected))
                ratio.AssertClose($"seqeval {mode.Name} accuracy", expected.GetDouble(), accuracy);
        }
    }

    private static Func<string[], IReadOnlyList<TokenSpan>> Strict(string mode)
    {
        TagScheme scheme = SchemeNames.Parse(mode[StrictMode.Length..]);
        return tags => TagSpans.ReadStrict(tags, scheme);
    }

    private static string[] Tags(JsonElement sentence, string name) =>
        [.. sentence.GetProperty(name).EnumerateArray().Select(tag => tag.GetString()!)];

    private static SpanF1 Score((string[] Gold, string[] Predicted)[] sentences, Func<string[], IReadOnlyList<TokenSpan>> spans)
    {
        SpanF1 score = new();
        foreach ((string[] gold, string[] predicted) in sentences) score.Add(spans(gold), spans(predicted));
        return score;
    }

    // Token accuracy comes from the product's evaluator, which counts tags, not spans.
    private static double Accuracy((string[] Gold, string[] Predicted)[] sentences, VectorCase vector)
    {
        Evaluator evaluator = new(new EvaluatorOptions { GoldScheme = TagScheme.Bioes });
        foreach ((string[] gold, string[] predicted) in sentences) evaluator.Add(new(gold, gold), new(predicted, predicted));
        Scores scores = evaluator.ToScores();
        if (vector.Find("expected", "conlleval", "tokens") is JsonElement tokens) Assert.Equal(tokens.GetInt32(), scores.Tokens);
        return scores.TokenAccuracy;
    }

    private static void AssertScript(VectorCase vector, SpanF1 score, double accuracy)
    {
        JsonElement expected = vector.Get("expected", "conlleval");
        SpanScore counts = new(
            expected.GetProperty("gold_phrases").GetInt32(),
            expected.GetProperty("found_phrases").GetInt32(),
            expected.GetProperty("correct_phrases").GetInt32());
        Assert.Equal(counts, score.Total);
        AssertFractions("conlleval", expected, score.Total, new Tolerance(vector.Get("tolerance", "ratio").GetDouble(), 0));

        // Rounded to two decimals, 0.005 is the most that rounding takes away; the last bit of the subtraction is let through.
        Tolerance percent = new(vector.Get("tolerance", "percent").GetDouble() + 1e-9, 0);
        percent.AssertClose("accuracy", expected.GetProperty("accuracy_percent").GetDouble(), 100 * accuracy);
        AssertPercents("all", expected, "_percent", "fb1", score.Total, percent);
        Dictionary<string, SpanScore> slots = score.PerSlot.ToDictionary(slot => slot.Name, slot => slot.Score);
        JsonElement types = expected.GetProperty("types");
        Assert.Equal(types.EnumerateObject().Select(type => type.Name).Order(StringComparer.Ordinal), slots.Keys.Order(StringComparer.Ordinal));
        foreach (JsonProperty type in types.EnumerateObject())
        {
            AssertPercents(type.Name, type.Value, "", "fb1", slots[type.Name], percent);
            Assert.Equal(type.Value.GetProperty("found").GetInt32(), slots[type.Name].Predicted);
        }
    }

    private static void AssertPercents(string what, JsonElement expected, string suffix, string f1, SpanScore score, Tolerance tolerance)
    {
        tolerance.AssertClose($"{what} precision", expected.GetProperty("precision" + suffix).GetDouble(), 100 * score.Precision);
        tolerance.AssertClose($"{what} recall", expected.GetProperty("recall" + suffix).GetDouble(), 100 * score.Recall);
        tolerance.AssertClose($"{what} F1", expected.GetProperty(f1 + suffix).GetDouble(), 100 * score.F1);
    }

    private static void AssertFractions(string what, JsonElement expected, SpanScore score, Tolerance tolerance)
    {
        tolerance.AssertClose($"{what} precision", expected.GetProperty("precision").GetDouble(), score.Precision);
        tolerance.AssertClose($"{what} recall", expected.GetProperty("recall").GetDouble(), score.Recall);
        tolerance.AssertClose($"{what} f1", expected.GetProperty("f1").GetDouble(), score.F1);
    }
}
