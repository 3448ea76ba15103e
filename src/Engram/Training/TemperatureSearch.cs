using Engram.Corpora;
using Engram.Encoders;
using Engram.Models;
using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Training;

/// <summary>Finds the temperatures at which the probabilities of a tagger fit a validation set best: those of the least mean negative
/// log-likelihood, word by word and sentence by sentence.</summary>
internal static class TemperatureSearch
{
    private const double Coldest = 0.25;
    private const double Hottest = 8;
    private const int Steps = 14;
    private const int BatchSize = 64;

    public static TaggerTemperatures Find(TaggerNetwork<float> network, TaggerLexicon lexicon, TaggerLabels labels, Corpus valid)
    {
        TrainingSet set = new(valid, lexicon, labels);
        List<(RowBuffer<float> Emissions, int[] Tags)> sentences = [];
        List<(float[] Scores, int Intent)> intents = [];
        TaggerPass<float> pass = new(network);
        WordBatch batch = new();
        foreach (int[] chunk in Enumerable.Range(0, set.Count).Chunk(BatchSize))
        {
            batch.Fill([.. chunk.Select(i => set.Words[i])]);
            pass.Forward(batch);
            for (int rank = 0; rank < chunk.Length; rank++)
            {
                int sentence = chunk[batch.Layout.Sentence(rank)];
                sentences.Add((Gather(pass.Emissions, batch.Layout, rank), set.Tags[sentence]));
                if (labels.Intents.Count > 0 && set.Intents[sentence] >= 0)
                    intents.Add((pass.IntentScores.Row(rank).ToArray(), set.Intents[sentence]));
            }
        }

        TagConstraints? constraints = network.TrainsTransitions ? labels.Constraints : null;
        CrfWorkspace<float> workspace = new(labels.Tags.Count);
        bool known = sentences.Exists(sentence => Array.Exists(sentence.Tags, tag => tag >= 0));
        double tags = !known ? 1 : Minimize(temperature => TagLoss(network.Crf.CreateLattice(constraints, temperature), sentences, workspace));
        double intent = intents.Count == 0 ? 1 : Minimize(temperature => IntentLoss(intents, temperature));
        return new TaggerTemperatures(tags, intent);
    }

    private static RowBuffer<float> Gather(RowBlock<float> emissions, Layers.PackedBatch layout, int rank)
    {
        RowBuffer<float> rows = new(layout.Length(rank), emissions.Columns);
        for (int step = 0; step < layout.Length(rank); step++)
            emissions.Row(layout.Row(rank, step)).CopyTo(rows.Row(step));
        return rows;
    }

    private static double TagLoss(CrfLattice<float> lattice, List<(RowBuffer<float> Emissions, int[] Tags)> sentences, CrfWorkspace<float> workspace)
    {
        double loss = 0;
        foreach ((RowBuffer<float> emissions, int[] tags) in sentences)
        {
            lattice.ForwardBackward(emissions.Block, workspace);
            for (int i = 0; i < tags.Length; i++)
            {
                if (tags[i] >= 0)
                    loss -= Math.Log(Math.Max(workspace.Marginals[i, tags[i]], 1e-12));
            }
        }

        return loss;
    }

    private static double IntentLoss(List<(float[] Scores, int Intent)> intents, double temperature)
    {
        double loss = 0;
        foreach ((float[] scores, int intent) in intents)
        {
            float[] cooled = [.. scores.Select(score => (float)(score / temperature))];
            loss += Softmax.LogSumExp<float>(cooled) - cooled[intent];
        }

        return loss;
    }

    // Golden section on the logarithm: the loss has one valley there.
    private static double Minimize(Func<double, double> loss)
    {
        double ratio = (Math.Sqrt(5) - 1) / 2, low = Math.Log(Coldest), high = Math.Log(Hottest);
        double left = high - (ratio * (high - low)), right = low + (ratio * (high - low));
        double atLeft = loss(Math.Exp(left)), atRight = loss(Math.Exp(right));
        for (int step = 0; step < Steps; step++)
        {
            if (atLeft <= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (ratio * (high - low));
                atLeft = loss(Math.Exp(left));
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (ratio * (high - low));
                atRight = loss(Math.Exp(right));
            }
        }

        return Math.Exp((low + high) / 2);
    }
}
