using Engram.Encoders;
using Engram.Layers;
using Engram.Models;
using Engram.Numerics;

namespace Engram.Tests.Models;

public sealed class MemoryTraceTests
{
    public static TheoryData<CellKind, OutputKind, bool> Networks()
    {
        TheoryData<CellKind, OutputKind, bool> cases = [];
        foreach (CellKind cell in Enum.GetValues<CellKind>())
            cases.Add(cell, cell is CellKind.Gru ? OutputKind.Softmax : OutputKind.Crf, cell is not CellKind.Elman);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Trace_OfEveryCell_IsWhatTagAnswered(CellKind cell, OutputKind output, bool bidirectional)
    {
        SlotTagger tagger = Train(cell, output, bidirectional);

        MemoryTrace trace = tagger.Trace(TinyTagger.Sentence);

        SentencePrediction prediction = tagger.Predict(TinyTagger.Sentence.Split(' '));
        Assert.Equal(TaggedUtteranceJson.ToJson(tagger.Tag(TinyTagger.Sentence)), TaggedUtteranceJson.ToJson(trace.Utterance));
        Assert.Equal(prediction.Marginals, trace.Probabilities.SelectMany(row => row));
        Assert.Equal(prediction.Tags.Select(tag => tagger.Labels.Tags[tag]), trace.Paths[0].Tags);
        Assert.Equal(Emissions(tagger), trace.Emissions);
        Assert.All(trace.Probabilities, row => Assert.Equal(1, row.Sum(), 1e-4));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Trace_OfEveryCell_ObeysTheEquationsOfTheCell(CellKind cell, OutputKind output, bool bidirectional)
    {
        MemoryTrace trace = Train(cell, output, bidirectional).Trace(TinyTagger.Sentence);

        Assert.Equal(2, trace.Layers.Count);
        Assert.Equal(cell, trace.Layers[1].Cell);
        foreach (TracedLayer layer in trace.Layers)
        {
            Assert.Equal(bidirectional ? [Direction.Forward, Direction.Reverse] : [Direction.Forward], layer.Directions.Select(one => one.Direction));
            foreach (TracedDirection direction in layer.Directions)
                CellEquations.AssertObeyed(layer.Cell, direction, trace.Emissions.Count);
        }
    }

    [Theory]
    [InlineData(CellKind.Jordan)]
    [InlineData(CellKind.ElmanJordan)]
    public void Trace_OfANetworkThatFeedsItsTagsBack_HasItOnTopOfElmans(CellKind cell)
    {
        MemoryTrace trace = Train(cell, OutputKind.Crf, bidirectional: true).Trace(TinyTagger.Sentence);

        Assert.Equal([CellKind.Elman, cell], trace.Layers.Select(layer => layer.Cell));
        for (int word = 0; word < trace.Emissions.Count; word++)
        {
            float[] forward = trace.Layers[1][Direction.Forward].State("emission").Values[word];
            float[] reverse = trace.Layers[1][Direction.Reverse].State("emission").Values[word];
            Assert.Equal(trace.Emissions[word], forward.Zip(reverse, (left, right) => left + right));
        }
    }

    [Fact]
    public void Trace_OfAPath_HasItsTransitionsAndScore()
    {
        MemoryTrace trace = Train(CellKind.Lstm, OutputKind.Crf, bidirectional: true).Trace(TinyTagger.Sentence);

        IEnumerable<string?> path = [null, .. trace.Paths[0].Tags, null];
        Assert.Equal(path.Zip(path.Skip(1)), trace.Transitions.Select(step => (step.From, step.To)));
        double score = trace.Transitions.Sum(step => (double)step.Score);
        for (int word = 0; word < trace.Emissions.Count; word++)
            score += trace.Emissions[word][trace.Tags.ToList().IndexOf(trace.Paths[0].Tags[word])];
        Assert.Equal(score, trace.Paths[0].Score, 1e-4);
        Assert.Equal(5, trace.Paths.Count);
        Assert.Equal(trace.Paths.OrderByDescending(one => one.Score), trace.Paths);
        Assert.InRange(trace.Paths.Sum(one => one.Probability), 1e-9, 1);
    }

    [Fact]
    public void Trace_OfASoftmax_HasOnePathAndNoTransitions()
    {
        MemoryTrace trace = Train(CellKind.Gru, OutputKind.Softmax, bidirectional: true).Trace(TinyTagger.Sentence);

        Assert.Empty(trace.Transitions);
        TracedPath path = Assert.Single(trace.Paths);
        Assert.Equal(trace.Utterance.Tokens.Aggregate(1.0, (product, token) => product * token.Probability), path.Probability, 1e-12);
    }

    [Fact]
    public void Trace_ThroughEveryKindOfLayer_FindsTheRecurrentOnes()
    {
        SlotTagger tagger = TinyTagger.Train(TinyTagger.Options with
        {
            Layers = 3,
            Window = 3,
            Residual = true,
            LayerNormalization = true,
            Attention = true,
            LookAhead = 1,
            LearnInitialState = true,
        });

        MemoryTrace trace = tagger.Trace(TinyTagger.Sentence);

        Assert.Equal([0, 1, 2], trace.Layers.Select(layer => layer.Index));
        Assert.Equal(Emissions(tagger), trace.Emissions);
        Assert.Contains(trace.Layers[0][Direction.Reverse].State("cellState").Initial, value => value != 0); // it was trained
        foreach (TracedDirection direction in trace.Layers.SelectMany(layer => layer.Directions))
            CellEquations.AssertObeyed(CellKind.Lstm, direction, words: 9);
    }

    [Fact]
    public void Trace_OfAnEmptyText_HasLayersWithoutWords()
    {
        SlotTagger tagger = TinyTagger.Train(TinyTagger.Options with { LearnInitialState = true });

        MemoryTrace trace = tagger.Trace("  ");

        Assert.Equal("  ", trace.Utterance.Text);
        Assert.Empty(trace.Emissions);
        Assert.Empty(trace.Paths);
        TracedDirection direction = trace.Layers[0][Direction.Reverse], read = tagger.Trace("to Taipei").Layers[0][Direction.Reverse];
        Assert.Equal(read.Gates.Select(gate => gate.Name), direction.Gates.Select(gate => gate.Name));
        Assert.All(direction.Gates, gate => Assert.Empty(gate.Values));
        Assert.Equal(read.State("cellState").Initial, direction.State("cellState").Initial);
    }

    [Fact]
    public void Trace_OfTokens_IsThatOfTheirText()
    {
        SlotTagger tagger = TinyTagger.Train();

        Assert.Equal(MemoryTraceJson.ToJson(tagger.Trace(TinyTagger.Sentence)), MemoryTraceJson.ToJson(tagger.Trace(TinyTagger.Sentence.Split(' '))));
    }

    [Fact]
    public void Trace_AskedForWhatIsNotThere_SaysWhatIs()
    {
        TracedDirection direction = Train(CellKind.Lstm, OutputKind.Crf, bidirectional: false).Trace("to Taipei").Layers[0].Directions[0];

        Assert.StartsWith(
            "This cell has no gate 'resetGate'. Give one of: inputGate, forgetGate, candidate, outputGate.",
            Assert.Throws<ArgumentException>(() => direction.Gate("resetGate")).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "This cell has no state 'context'. Give one of: hidden, cellState.",
            Assert.Throws<ArgumentException>(() => direction.State("context")).Message,
            StringComparison.Ordinal);
    }

    // Tracing copies what tagging leaves in its buffers anyway, so it can cost a tagging nothing.
    [Fact]
    public void Tag_AfterATrace_AllocatesWhatItDidBefore()
    {
        SlotTagger tagger = TinyTagger.Train();
        long Allocated()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            tagger.Tag(TinyTagger.Sentence);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        for (int i = 0; i < 3; i++)
            Allocated();
        long untraced = Allocated();
        tagger.Trace(TinyTagger.Sentence);

        Assert.Equal(untraced, Allocated());
    }

    private static SlotTagger Train(CellKind cell, OutputKind output, bool bidirectional) => TinyTagger.Train(
        TinyTagger.Options with { Cell = cell, Output = output, Bidirectional = bidirectional, Layers = 2 });

    // By a pass of its own, with the words' encoders instead of the rows that taggers keep.
    private static float[][] Emissions(SlotTagger tagger)
    {
        WordBatch batch = new();
        batch.Fill([[.. TinyTagger.Sentence.Split(' ').Select(tagger.Lexicon.Features)]]);
        TaggerPass<float> pass = new(tagger.Network);
        pass.Forward(batch);
        RowBlock<float> emissions = pass.Emissions;
        float[][] rows = new float[emissions.Rows][];
        for (int row = 0; row < rows.Length; row++)
            rows[row] = emissions.Row(row).ToArray();
        return rows;
    }
}
