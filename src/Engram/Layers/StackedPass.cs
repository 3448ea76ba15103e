using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>One run through all layers of a stack.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class StackedPass<T> : LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LayerPass<T>[] _passes;
    private readonly RowBuffer<T>[] _gradients;

    internal StackedPass(Stacked<T> stack, WorkTeam? team)
    {
        _passes = [.. stack.Layers.Select(layer => layer.CreatePass(team))];
        RecurrentPasses = [.. _passes.SelectMany(pass => pass.RecurrentPasses)];
        _gradients = [.. stack.Layers.Select(layer => new RowBuffer<T>(layer.OutputSize))];
    }

    /// <summary>The passes of the layers, from the bottom up.</summary>
    public IReadOnlyList<LayerPass<T>> Passes => _passes;

    /// <inheritdoc/>
    public override IReadOnlyList<RecurrentPass<T>> RecurrentPasses { get; }

    /// <inheritdoc/>
    public override RowBlock<T> Output => InputOf(_passes.Length, default);

    /// <inheritdoc/>
    public override bool PassedThrough => Array.TrueForAll(_passes, pass => pass.PassedThrough);

    /// <inheritdoc/>
    public override RowBlock<T> Forward(PackedBatch batch, RowBlock<T> input, SeededRandom? random = null)
    {
        RowBlock<T> rows = input;
        foreach (LayerPass<T> pass in _passes)
            rows = pass.Forward(batch, rows, random);
        return rows;
    }

    /// <inheritdoc/>
    public override void Backpropagate(PackedBatch batch, RowBlock<T> input, RowBlock<T> dOutput, RowBlock<T> dInput)
    {
        RowBlock<T> gradient = dOutput;
        for (int i = _passes.Length - 1; i > 0; i--)
        {
            RowBlock<T> read = InputOf(i, input), below = _gradients[i - 1].Resize(read.Rows);
            _gradients[i - 1].Clear();
            _passes[i].Backpropagate(batch, read, gradient, below);
            gradient = below;
        }

        _passes[0].Backpropagate(batch, input, gradient, dInput);
    }

    private RowBlock<T> InputOf(int layer, RowBlock<T> input)
    {
        while (layer > 0 && _passes[layer - 1].PassedThrough)
            layer--;
        return layer == 0 ? input : _passes[layer - 1].Output;
    }
}
