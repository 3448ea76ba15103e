using Engram.Encoders;
using Engram.Models;
using Engram.Numerics;
using Engram.Tagging;
using Engram.Tests.Support;

namespace Engram.Tests.Models;

public sealed class TaggerDecoderTests
{
    // A field whose scores are all 0 is the product of the words' softmaxes; so the lattice, which is checked elsewhere, says what is expected.
    [Fact]
    public void Decode_WithASoftmaxOutput_IsTheFieldWithoutScores()
    {
        TaggerOptions options = TaggerSample.Tiny with { Output = OutputKind.Softmax, Units = 5 };
        TaggerLexicon lexicon = new(options, Engram.Corpora.Tokenizer.Learn([["a", "b"]], options.Tokenizer, options.Folding).Normalizer, new(["a", "b"]), new(["a"]), new(["x"]));
        TaggerLabels labels = new(["B-x", "B-y", "I-x", "I-y", "O"], TagScheme.Bio, []);
        TaggerTemperatures temperatures = new(Tags: 1.7, Intents: 1);
        TaggerNetwork<float> network = new(options, lexicon, labels);
        CrfLattice<float> lattice = network.Crf.CreateLattice(labels.Constraints), probable = network.Crf.CreateLattice(null, 1.7);
        CrfWorkspace<float> workspace = new(5);
        TaggerDecoder decoder = new(network, labels, temperatures);
        int repaired = 0;
        for (int seed = 1; seed <= 40; seed++)
        {
            network.Initialize(seed);
            foreach (Parameter<float> parameter in network.Parameters)
                Rows.Scale(4f, parameter.Values); // scores that are far apart
            network.Prepare();
            WordBatch batch = new();
            batch.Fill([[lexicon.Features("a"), lexicon.Features("b"), lexicon.Features("c"), lexicon.Features("b")]]);
            TaggerPass<float> pass = new(network);
            pass.Forward(batch);

            SentencePrediction prediction = decoder.Decode(pass, batch.Layout, 0);

            int[] best = new int[4];
            lattice.Viterbi(pass.Emissions, best, workspace);
            Assert.Equal(best, prediction.Tags);
            repaired += Enumerable.Range(0, 4).Any(step => prediction.Marginals.AsSpan(step * 5, 5).IndexOf(prediction.Marginals[(step * 5)..][..5].Max()) != best[step]) ? 1 : 0;
            probable.ForwardBackward(pass.Emissions, workspace);
            for (int step = 0; step < 4; step++)
                Assert.All(Enumerable.Range(0, 5), tag => Assert.Equal(workspace.Marginals[step, tag], prediction.Marginals[(step * 5) + tag], 1e-5));
            for (int i = 0; i < prediction.Spans.Count; i++)
                Assert.InRange(prediction.SpanProbabilities[i], 0, 1);
        }

        Assert.InRange(repaired, 1, 39); // both ways were taken
    }
}
