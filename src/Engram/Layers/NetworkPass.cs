using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>A network at work: runs batches of sequences and goes back along the last one. One pass serves one thread at a time.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class NetworkPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentNetwork<T> _network;
    private readonly RowBuffer<T> _dOutput;
    private readonly RowBuffer<T> _dInput;
    private SequenceBatch<T>? _batch;

    internal NetworkPass(RecurrentNetwork<T> network, WorkTeam? team)
    {
        _network = network;
        Layers = (StackedPass<T>)network.Layers.CreatePass(team);
        _dOutput = new RowBuffer<T>(network.OutputSize);
        _dInput = new RowBuffer<T>(network.InputSize);
    }

    /// <summary>The runs through the layers, with every gate and state of the last one.</summary>
    public StackedPass<T> Layers { get; }

    /// <summary>What is written at masked steps. Default: the output of the step before, as Keras does for a layer that reads forward.</summary>
    public MaskedOutput Masked { get; set; }

    /// <summary>Whether the next run starts where the last one ended; Keras <c>stateful=True</c>. Default false.</summary>
    /// <remarks>Chunks give what the whole sequence gives where every layer reads forward and sees one word at a time.</remarks>
    public bool Stateful { get; set; }

    /// <summary>The states after the last step read in the last run; <see langword="null"/> before the first, and after <see
    /// cref="ResetState"/>.</summary>
    public NetworkState<T>? FinalState { get; private set; }

    /// <summary>Gradients of the states in which the sequences of the last run started; after <see cref="Backpropagate"/>.</summary>
    public NetworkState<T>? InitialGradient { get; private set; }

    /// <summary>Runs a batch.</summary>
    /// <param name="batch">The sequences.</param>
    /// <param name="initial">The states in which they start; without: where the last run ended if <see cref="Stateful"/>, else the layers'
    /// own.</param>
    /// <param name="random">Where dropout takes its masks from; <see langword="null"/> to predict.</param>
    /// <returns><c>[sequence][step][OutputSize]</c>.</returns>
    /// <exception cref="ShapeException">The vectors have another length than the network reads, or the states are for other sequences.</exception>
    public T[][][] Forward(SequenceBatch<T> batch, NetworkState<T>? initial = null, SeededRandom? random = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Layout.Rows > 0 && batch.Size != _network.InputSize)
            throw new ShapeException($"NetworkPass.Forward: the vectors are {batch.Size} long, but the network reads {_network.InputSize}.");
        initial ??= Stateful ? FinalState : null;
        NetworkState<T> final = _network.InitialState(batch.Count);
        if (initial is not null)
            Start(batch, initial, final);
        _batch = batch;
        RowBlock<T> output = batch.Layout.Rows == 0 ? default : Layers.Forward(batch.Layout, batch.Input, random);
        if (batch.Layout.Rows > 0)
            ForEachRow(batch, final, (pass, rank) => pass.FinalState(batch.Layout, rank));
        FinalState = final;
        return batch.Layout.Rows == 0 ? batch.Scatter(new RowBlock<T>([], 0, _network.OutputSize), Masked) : batch.Scatter(output, Masked);
    }

    /// <summary>Goes back along the last run: adds to the gradients of all parameters.</summary>
    /// <param name="dOutputs">Gradient of the outputs, <c>[sequence][step][OutputSize]</c>.</param>
    /// <param name="dFinal">Gradient of the final states; <see langword="null"/> for zero.</param>
    /// <returns>Gradient of the inputs, <c>[sequence][step][InputSize]</c>; 0 at masked steps.</returns>
    /// <exception cref="InvalidOperationException">Nothing has been run.</exception>
    public T[][][] Backpropagate(IReadOnlyList<T[][]> dOutputs, NetworkState<T>? dFinal = null)
    {
        ArgumentNullException.ThrowIfNull(dOutputs);
        SequenceBatch<T> batch = _batch ?? throw new InvalidOperationException("NetworkPass.Backpropagate: run a batch forward first.");
        RowBlock<T> dOutput = _dOutput.Resize(batch.Layout.Rows), dInput = _dInput.Resize(batch.Layout.Rows);
        _dOutput.Clear();
        _dInput.Clear();
        batch.GatherGradients(dOutputs, dOutput, Masked);
        NetworkState<T> dInitial = _network.InitialState(batch.Count, zero: true);
        if (dFinal is not null)
            End(batch, dFinal, dInitial);
        if (batch.Layout.Rows > 0)
        {
            Layers.Backpropagate(batch.Layout, batch.Input, dOutput, dInput);
            ForEachRow(batch, dInitial, (pass, rank) => pass.InitialGradients.Row(rank));
        }

        InitialGradient = dInitial;
        return batch.Scatter(dInput, MaskedOutput.Zero);
    }

    /// <summary>Forgets the states that a stateful pass carries; Keras <c>reset_states</c>.</summary>
    public void ResetState() => FinalState = null;

    private delegate Span<T> StateRow(RecurrentPass<T> pass, int rank);

    // Where nothing counts, nothing is run: a layer that was told to start would do so in the run after.
    private void Start(SequenceBatch<T> batch, NetworkState<T> initial, NetworkState<T> final)
    {
        Require(initial, batch.Count, "initial states");
        for (int i = 0; i < final.Layers.Count; i++)
        {
            for (int sequence = 0; sequence < batch.Count; sequence++)
                initial.Layers[i].Values[sequence].CopyTo(final.Layers[i].Values[sequence], 0);
            if (batch.Layout.Rows > 0)
                Layers.RecurrentPasses[i].StartFrom(ByRank(batch, i, initial.Layers[i]).Block);
        }
    }

    private void End(SequenceBatch<T> batch, NetworkState<T> dFinal, NetworkState<T> dInitial)
    {
        Require(dFinal, batch.Count, "gradients of the final states");
        for (int i = 0; i < dInitial.Layers.Count; i++)
        {
            for (int sequence = 0; sequence < batch.Count; sequence++)
            {
                if (batch.Rank(sequence) < 0) // never stepped: it ended as it started
                    dFinal.Layers[i].Values[sequence].CopyTo(dInitial.Layers[i].Values[sequence], 0);
            }

            if (batch.Layout.Rows > 0)
                Layers.RecurrentPasses[i].EndWith(ByRank(batch, i, dFinal.Layers[i]).Block);
        }
    }

    private RowBuffer<T> ByRank(SequenceBatch<T> batch, int index, LayerState<T> state)
    {
        Cells.IRecurrentCell<T> cell = Layers.RecurrentPasses[index].Layer.Cell;
        RowBuffer<T> rows = new(batch.Layout.Sentences, cell.StateColumns);
        for (int sequence = 0; sequence < batch.Count; sequence++)
        {
            if (batch.Rank(sequence) >= 0)
                StateLayout.Expand(state.Values[sequence], cell.State, rows.Row(batch.Rank(sequence)));
        }

        return rows;
    }

    private void ForEachRow(SequenceBatch<T> batch, NetworkState<T> target, StateRow row)
    {
        for (int i = 0; i < target.Layers.Count; i++)
        {
            RecurrentPass<T> pass = Layers.RecurrentPasses[i];
            for (int sequence = 0; sequence < batch.Count; sequence++)
            {
                if (batch.Rank(sequence) >= 0)
                    StateLayout.Compact(row(pass, batch.Rank(sequence)), pass.Layer.Cell.State, target.Layers[i].Values[sequence]);
            }
        }
    }

    // All layers before any is told to start: a refused state leaves nothing behind.
    private void Require(NetworkState<T> state, int sequences, string what)
    {
        IReadOnlyList<RecurrentPass<T>> passes = Layers.RecurrentPasses;
        if (state.Layers.Count != passes.Count)
            throw new ShapeException(
                $"NetworkPass: {what} of {state.Layers.Count} layers, but the network has {passes.Count} (two directions are two).");
        foreach ((LayerState<T> layer, RecurrentPass<T> pass) in state.Layers.Zip(passes))
        {
            int length = pass.Layer.Cell.State.Sum(part => part.Count);
            if (layer.Values.Count != sequences)
                throw new ShapeException(
                    $"NetworkPass: {what} of layer '{layer.Name}' are for {layer.Values.Count} sequences, but there are {sequences}. "
                    + "Call ResetState before other sequences come.");
            if (layer.Values.FirstOrDefault(values => values.Length != length) is T[] other)
                throw new ShapeException($"NetworkPass: {what} of layer '{layer.Name}' hold {other.Length} values, but its cell keeps {length}.");
        }
    }
}
