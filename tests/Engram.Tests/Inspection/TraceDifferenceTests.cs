using System.Text.Json;
using Engram.Inspection;
using Engram.Layers;
using Engram.Models;

namespace Engram.Tests.Inspection;

public sealed class TraceDifferenceTests
{
    private static readonly SlotTagger Tagger = TinyTagger.Train(TinyTagger.Options with { Layers = 2 });

    [Theory]
    [InlineData("i arrive Taipei", "i leave Taipei", "i=i arrive/leave Taipei=Taipei")]
    [InlineData("fly to New York on friday", "fly to Taipei on friday", "fly=fly to=to New/Taipei York/- on=on friday=friday")]
    [InlineData("to Taipei", "fly to Taipei", "-/fly to=to Taipei=Taipei")]
    [InlineData("to to", "to to to", "to=to to=to -/to")]
    [InlineData("", "to Taipei", "-/to -/Taipei")]
    public void Between_TwoSentences_AlignsTheirWords(string text, string against, string expected)
    {
        TraceDifference difference = TraceComparison.Of(Tagger, text, against).Difference;

        Assert.Equal(
            expected.Split(' '), difference.Words.Select(word => $"{word.Word ?? "-"}{(word.Same ? "=" : "/")}{word.Against ?? "-"}"));
    }

    [Fact]
    public void Between_SentencesThatDifferInOneWord_DiffersFromThatWordOnInTheOrderOfReading()
    {
        TraceDifference difference = TraceComparison.Of(Tagger, "i would arrive Taipei today", "i would leave Taipei today").Difference;

        DirectionDifference forward = difference.Layers[0].Directions[0], reverse = difference.Layers[0].Directions[1];
        Assert.Equal(2, forward.FirstDifferent);
        Assert.Equal([0, 0], forward.PerWord.Take(2).Select(distance => distance!.Value));
        Assert.All(forward.PerWord.Skip(2), distance => Assert.True(distance > 0));
        Assert.Equal(2, reverse.FirstDifferent);
        Assert.Equal([0, 0], reverse.PerWord.Skip(3).Select(distance => distance!.Value));
        Assert.All(reverse.PerWord.Take(3), distance => Assert.True(distance > 0));
        Assert.True(difference.Layers[1].Directions[0].PerWord[0] > 0, "the upper layer reads what the lower one read from the end");
    }

    [Fact]
    public void Between_OneSentenceTwice_FindsNoDifference()
    {
        TraceDifference difference = TraceComparison.Of(Tagger, TinyTagger.Sentence, TinyTagger.Sentence).Difference;

        Assert.All(difference.Words, word => Assert.True(word.Same));
        Assert.All(difference.Layers.SelectMany(layer => layer.Directions), direction =>
        {
            Assert.Null(direction.FirstDifferent);
            Assert.Empty(direction.Units);
            Assert.All(direction.PerWord, distance => Assert.Equal(0, distance));
        });
    }

    // Numbers by hand: differences of the hidden state 3, -4 and 0, 0; of the cell state 0, 0 and 0.1, -0.2; hence sqrt(25/4) and sqrt(0.05/4).
    [Fact]
    public void Between_NumbersByHand_GivesDistancesAndTheUnitsThatDifferMost()
    {
        MemoryTrace one = ByHand([[3, 1], [5, 5]], [[1, 1], [1.1f, 1.3f]]), two = ByHand([[0, 5], [5, 5]], [[1, 1], [1, 1.5f]]);

        DirectionDifference direction = TraceDifference.Between(one, two).Layers[0].Directions[0];

        Assert.Equal([Math.Sqrt(25.0 / 4), Math.Sqrt(0.05 / 4)], direction.PerWord.Select(distance => Math.Round(distance!.Value, 7)), Close);
        Assert.Equal(1, direction.FirstDifferent); // read in reverse
        Assert.Equal([("hidden", 1), ("hidden", 0), ("cellState", 1), ("cellState", 0)], direction.Units.Select(unit => (unit.State, unit.Unit)));
        Assert.Equal([-4, 0], direction.Units[0].PerWord);
        Assert.Equal(0.2, direction.Units[2].Total, 1e-6);
    }

    [Fact]
    public void Of_TwoModels_ComparesWordsAlone()
    {
        SlotTagger other = TinyTagger.Train(TinyTagger.Options with { Units = 4 });

        TraceComparison comparison = TraceComparison.Of(Tagger, "to Taipei", other, "to Taipei");

        Assert.Empty(comparison.Difference.Layers);
        Assert.Equal(2, comparison.Difference.Words.Count);
        Assert.Equal(4, comparison.Against.Layers[0].Directions[0].Units);
    }

    [Fact]
    public void ToJson_OfAComparison_HasTheAgreedShape()
    {
        TraceComparison comparison = TraceComparison.Of(Tagger, "fly to New York", "fly to Taipei");

        using JsonDocument document = JsonDocument.Parse(TraceComparisonJson.ToJson(comparison));

        JsonElement difference = document.RootElement.GetProperty("difference"), gap = difference.GetProperty("words")[3];
        Assert.Equal(["text", "against", "difference"], document.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(MemoryTraceJson.ToJson(comparison.Text), document.RootElement.GetProperty("text").GetRawText());
        Assert.Equal("""{"word":"York","against":null,"same":false}""", gap.GetRawText());
        JsonElement direction = difference.GetProperty("layers")[0].GetProperty("directions")[1];
        Assert.Equal("reverse", direction.GetProperty("direction").GetString());
        Assert.Equal(JsonValueKind.Null, direction.GetProperty("perWord")[3].ValueKind);
        Assert.Equal(2, difference.GetProperty("layers")[0].GetProperty("directions")[0].GetProperty("firstDifferent").GetInt32());
        Assert.Equal(
            ["unit", "state", "total", "perWord"], direction.GetProperty("units")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(12, direction.GetProperty("units").GetArrayLength()); // 6 hidden, 6 cell states
    }

    private static bool Close(double left, double right) => Math.Abs(left - right) < 1e-6;

    private static MemoryTrace ByHand(float[][] hidden, float[][] cellState)
    {
        TaggedToken[] tokens = [.. hidden.Select((_, i) => new TaggedToken($"w{i}", i, i + 1, "O", 1, [], []))];
        TracedDirection direction = new(Direction.Reverse, 2, [], [new("hidden", [0, 0], hidden), new("cellState", [0, 0], cellState)]);
        return new MemoryTrace(
            new TaggedUtterance("", tokens, [], null), [new TracedLayer(0, CellKind.Lstm, [direction])], ["O"], [], [], [], []);
    }
}
