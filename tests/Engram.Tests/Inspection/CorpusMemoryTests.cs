using Engram.Corpora;
using Engram.Inspection;
using Engram.Layers;
using Engram.Models;

namespace Engram.Tests.Inspection;

/// <summary>What is measured over a corpus, held against traces of its sentences.</summary>
public sealed class CorpusMemoryTests
{
    private static readonly SlotTagger Tagger = TinyTagger.Train();

    private static readonly IReadOnlyList<string>[] Sentences = [.. TinyTagger.Valid.Select(utterance => utterance.Tokens)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Saturation_OverACorpus_CountsTheGatesOfItsTraces()
    {
        IReadOnlyList<GateSaturation> saturation = GateSaturation.Measure(Tagger, Sentences, Cancel);

        Assert.Equal(
            ["inputGate", "forgetGate", "outputGate", "inputGate", "forgetGate", "outputGate"], saturation.Select(gate => gate.Gate));
        foreach (GateSaturation gate in saturation)
        {
            float[] values =
                [.. Sentences.SelectMany(sentence => Tagger.Trace(sentence).Layers[0][gate.Direction].Gate(gate.Gate).Values).SelectMany(row => row)];
            Assert.Equal(values.Length, gate.Values);
            Assert.Equal(values.Count(value => value < 0.1), gate.Shut * values.Length, 1e-6);
            Assert.Equal(values.Count(value => value > 0.9), gate.Open * values.Length, 1e-6);
        }
    }

    [Fact]
    public void Saturation_OfCellsWithoutGates_IsEmpty() =>
        Assert.Empty(GateSaturation.Measure(TinyTagger.Train(TinyTagger.Options with { Cell = CellKind.Elman }), Sentences, Cancel));

    [Fact]
    public void Search_ForTheCellsOfARange_FindsThatRangeFirst()
    {
        Utterance chosen = TinyTagger.Valid[3];
        CellSelection cells = CellSelection.Over(Tagger.Trace(chosen.Tokens), 0, Direction.Forward, "hidden", start: 1, end: 3, threshold: 0.02);
        Assert.NotEmpty(cells.Units);

        IReadOnlyList<CellMatch> matches = CellSearch.Find(Tagger, Sentences, cells, length: 2, most: 1000, Cancel);

        Assert.Contains(matches, match => match.Sentence == 3 && match.Start <= 1 && match.End >= 3);
        Assert.Equal(matches.OrderByDescending(match => match.On).ThenBy(match => match.Others).Select(match => match.On), matches.Select(match => match.On));
        foreach (CellMatch match in matches)
        {
            IReadOnlyList<float[]> values = Tagger.Trace(Sentences[match.Sentence]).Layers[0][Direction.Forward].State("hidden").Values;
            int[] on = [.. Enumerable.Range(0, 6).Where(unit => values.Skip(match.Start).Take(match.End - match.Start).All(row => row[unit] >= 0.02))];
            Assert.Equal((on.Count(cells.Units.Contains), on.Count(unit => !cells.Units.Contains(unit))), (match.On, match.Others));
        }
    }

    [Theory]
    [InlineData(1, 3, false, "0 1")]
    [InlineData(1, 3, true, "1")]
    [InlineData(0, 1, false, "0")]
    [InlineData(0, 4, false, "")]
    public void Over_ARangeOfWords_ChoosesTheCellsThatAreOn(int start, int end, bool offAround, string expected)
    {
        float[][] hidden = [[0.9f, 0, 0], [0.5f, 0.3f, 0.1f], [0.6f, 0.9f, 0.9f], [0, 0, 0]];
        TracedLayer layer = new(0, CellKind.Elman, [new(Direction.Forward, 3, [], [new("hidden", [0, 0, 0], hidden)])]);
        MemoryTrace trace = new(new TaggedUtterance("", [], [], null), [layer], [], [], [], [], []);

        CellSelection cells = CellSelection.Over(trace, 0, Direction.Forward, "hidden", start, end, threshold: 0.3f, offAround);

        Assert.Equal(expected, string.Join(' ', cells.Units));
    }

    [Fact]
    public void Over_WhatIsNotThere_SaysWhatIs()
    {
        MemoryTrace trace = Tagger.Trace("to Taipei");

        Assert.StartsWith(
            "The words 1 to 2 are no range of this sentence, which has the words 0 to 1. Give a range of at least one word.",
            Assert.Throws<ArgumentException>(() => CellSelection.Over(trace, 0, Direction.Forward, "hidden", 1, 3)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "There is no layer 1: the recurrent layers of this model are 0 to 0. Give one of them.",
            Assert.Throws<ArgumentException>(() => CellSelection.Over(trace, 1, Direction.Forward, "hidden", 0, 1)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Search_WithoutCells_FindsNothing() =>
        Assert.Empty(CellSearch.Find(Tagger, Sentences, new CellSelection(0, Direction.Forward, "hidden", [], 0.3), cancellationToken: Cancel));

    // What a network that reads forward says of a word does not hang on later words, when the output does not look at the others' either.
    [Fact]
    public void Reach_OfATaggerThatReadsForward_EndsAtTheWord()
    {
        SlotTagger tagger = TinyTagger.Train(TinyTagger.Options with { Bidirectional = false, Output = OutputKind.Softmax });

        IReadOnlyList<WordReach> reach = WordReach.Measure(new SlotExplainer(tagger), Sentences, farthest: 3, Cancel);

        Assert.Equal([-3, -2, -1, 0, 1, 2, 3], reach.Select(one => one.Distance));
        Assert.All(reach, one => Assert.True(one.Distance <= 0 ? one.Gradient > 1e-3 : one.Gradient < 1e-6, $"{one}")); // floats leave some dust
        int words = Sentences.Sum(sentence => tagger.Predict(sentence).Spans.Sum(span => span.Length));
        Assert.Equal(words, reach.Single(one => one.Distance == 0).Pairs);
    }
}
