using System.Numerics;
using Engram.Encoders;
using Engram.Layers;
using Engram.Models;
using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Training;

/// <summary>The loss of a tagger on a batch, and its gradient: the mean over the words of the tags' negative log-likelihood, plus λ times the
/// mean over the sentences of the intents' cross-entropy.</summary>
/// <remarks>With a softmax output the likelihood is the product of the words' softmaxes. Sentences are cut into a fixed number of pieces, whose
/// gradients are added in their order: the bits do not depend on the threads.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class TaggerLoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Pieces = 4;

    private readonly TaggerNetwork<T> _network;
    private readonly CrfLattice<T>? _lattice;
    private readonly double _intentWeight;
    private readonly WorkTeam? _team;
    private readonly Piece[] _pieces;
    private readonly Action<int> _work;
    private readonly RowBuffer<T> _dEmissions;
    private readonly RowBuffer<T> _dIntents;
    private TaggerPass<T>? _pass;
    private PackedBatch _layout = new();
    private int[][] _tags = [];

    /// <summary>Creates the loss.</summary>
    /// <param name="network">The network.</param>
    /// <param name="constraints">Sequences outside these do not exist; <see langword="null"/> where all do.</param>
    /// <param name="intentWeight">λ, 0 or more.</param>
    /// <param name="team">Threads that may be used.</param>
    public TaggerLoss(TaggerNetwork<T> network, TagConstraints? constraints, double intentWeight, WorkTeam? team = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _lattice = network.TrainsTransitions ? network.Crf.CreateLattice(constraints) : null;
        _intentWeight = intentWeight;
        _team = team;
        _pieces = [.. Enumerable.Range(0, Pieces).Select(_ => new Piece(network.Crf.Tags))];
        _work = Work;
        _dEmissions = new RowBuffer<T>(network.Crf.Tags);
        _dIntents = new RowBuffer<T>(Math.Max(1, network.Intents?.OutputSize ?? 0));
    }

    /// <summary>Computes the loss of the pass's last run and goes back along it.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="batch">The batch of its last run.</param>
    /// <param name="tags">For each sentence of the batch, in the order given to it, the gold tags.</param>
    /// <param name="intents">For each sentence, the gold intent, or −1.</param>
    /// <returns>The loss of the tags (per word) and of the intents (per sentence, not weighted).</returns>
    public (double Tags, double Intents) Backpropagate(TaggerPass<T> pass, WordBatch batch, int[][] tags, ReadOnlySpan<int> intents)
    {
        ArgumentNullException.ThrowIfNull(batch);
        (_pass, _layout, _tags) = (pass, batch.Layout, tags);
        _lattice?.Refresh();
        _dEmissions.Resize(_layout.Rows);
        WorkTeam.Run(_team, Pieces, _work);

        double tagLoss = 0;
        foreach (Piece piece in _pieces)
        {
            tagLoss += piece.Loss;
            if (_lattice is not null)
                piece.Gradient.AddTo(_network.Crf);
        }

        double intentLoss = _network.Intents is null ? 0 : IntentLoss(intents);
        pass.Backpropagate(batch, _dEmissions.Block, _network.Intents is null ? default : _dIntents.Block);
        return (tagLoss / _layout.Rows, intentLoss / _layout.Sentences);
    }

    private void Work(int number)
    {
        Piece piece = _pieces[number];
        piece.Loss = 0;
        if (_lattice is null)
            AddSoftmaxes(piece, number);
        else
            AddSequences(piece, number, _lattice);
    }

    private void AddSoftmaxes(Piece piece, int number)
    {
        RowBlock<T> emissions = _pass!.Emissions, dEmissions = _dEmissions.Block;
        for (int rank = number; rank < _layout.Sentences; rank += Pieces)
        {
            int[] gold = _tags[_layout.Sentence(rank)];
            for (int step = 0; step < _layout.Length(rank); step++)
            {
                int row = _layout.Row(rank, step);
                T logSum = Softmax.Apply<T>(emissions.Row(row), dEmissions.Row(row));
                piece.Loss += double.CreateTruncating(logSum - emissions[row, gold[step]]);
                dEmissions[row, gold[step]] -= T.One;
                Rows.Scale(T.CreateTruncating(1.0 / _layout.Rows), dEmissions.SliceRows(row, 1));
            }
        }
    }

    private void AddSequences(Piece piece, int number, CrfLattice<T> lattice)
    {
        piece.Gradient.Clear();
        T factor = T.CreateTruncating(-1.0 / _layout.Rows);
        for (int rank = number; rank < _layout.Sentences; rank += Pieces)
        {
            int length = _layout.Length(rank);
            RowBlock<T> emissions = piece.Emissions.Resize(length);
            for (int step = 0; step < length; step++)
                _pass!.Emissions.Row(_layout.Row(rank, step)).CopyTo(emissions.Row(step));
            piece.Loss -= lattice.Backpropagate(
                emissions, _tags[_layout.Sentence(rank)], factor, emissions, piece.Gradient, piece.Workspace);
            for (int step = 0; step < length; step++)
                emissions.Row(step).CopyTo(_dEmissions.Row(_layout.Row(rank, step)));
        }
    }

    private double IntentLoss(ReadOnlySpan<int> intents)
    {
        double loss = 0;
        RowBlock<T> dIntents = _dIntents.Resize(_layout.Sentences);
        T weight = T.CreateTruncating(_intentWeight / _layout.Sentences);
        for (int rank = 0; rank < _layout.Sentences; rank++)
        {
            Span<T> gradient = dIntents.Row(rank);
            int gold = intents[_layout.Sentence(rank)];
            if (gold < 0)
            {
                gradient.Clear();
                continue;
            }

            Softmax.Apply(_pass!.IntentScores.Row(rank), gradient);
            loss -= Math.Log(Math.Max(double.CreateTruncating(gradient[gold]), double.Epsilon));
            gradient[gold] -= T.One;
            foreach (ref T value in gradient)
                value *= weight;
        }

        return loss;
    }

    private sealed class Piece(int tags)
    {
        public CrfGradient<T> Gradient { get; } = new(tags);

        public CrfWorkspace<T> Workspace { get; } = new(tags);

        public RowBuffer<T> Emissions { get; } = new(tags);

        public double Loss { get; set; }
    }
}
