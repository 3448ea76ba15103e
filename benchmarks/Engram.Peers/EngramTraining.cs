using Engram.Encoders;
using Engram.Models;
using Engram.Numerics;
using Engram.Training;
using Engram.Training.Optimizers;

namespace Engram.Peers;

/// <summary>Training steps as the product's trainer does them: cross-entropy, gradients clipped to a norm of 5, Adam.</summary>
internal sealed class EngramTraining : IDisposable
{
    private const double LearningRate = 1e-3;
    private const double ClipNorm = 5;

    private readonly BenchNetwork _network;
    private readonly WorkTeam _team;
    private readonly TaggerPass<float> _pass;
    private readonly TaggerLoss<float> _loss;
    private readonly IOptimizer<float> _optimizer;
    private readonly GradientNorm _norm;
    private readonly SeededRandom _random = new(1);
    private readonly WordBatch _batch = new();

    public EngramTraining(BenchNetwork network, int threads)
    {
        _network = network;
        _team = new WorkTeam(threads);
        _pass = new TaggerPass<float>(network.Tagger, _team);
        _loss = new TaggerLoss<float>(network.Tagger, null, intentWeight: 0, _team);
        _norm = new GradientNorm(network.Tagger.Parameters);
        _optimizer = new AdamOptions().Create(network.Tagger.Parameters);
    }

    /// <summary>The scores of the last forward run, row by row, longest sentence first, time step by time step.</summary>
    public RowBlock<float> Scores => _pass.Emissions;

    /// <summary>Computes the gradients of a batch.</summary>
    /// <returns>The loss of a word.</returns>
    public double Backpropagate(EngramBatch batch)
    {
        _batch.Fill(batch.Words);
        _network.Tagger.Prepare(_team);
        _pass.Forward(_batch, _random);
        _optimizer.ClearGradients(_team);
        return _loss.Backpropagate(_pass, _batch, batch.Tags, []).Tags;
    }

    /// <summary>Takes a step.</summary>
    /// <returns>The words of the batch.</returns>
    public int Step(EngramBatch batch)
    {
        Backpropagate(batch);
        double norm = _norm.Compute(_team);
        _optimizer.Step(LearningRate, GradientClipping.Factor(norm, ClipNorm), _team);
        return _batch.Layout.Rows;
    }

    public void Dispose() => _team.Dispose();
}
