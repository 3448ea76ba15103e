using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>A layer whose input is added to its output, so that it only has to learn the difference.</summary>
/// <remarks>
/// He et al., "Deep Residual Learning for Image Recognition", CVPR 2016, equations 1 and 2: <c>y = F(x) + x</c>, or, where the sizes differ and a
/// projection is asked for, <c>y = F(x) + W·x + b</c>.
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Residual<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Wraps a layer.</summary>
    /// <param name="inner">F.</param>
    /// <param name="project">Whether the input is projected where the sizes differ. Where they are equal it never is.</param>
    /// <exception cref="ShapeException">The sizes differ, and no projection is asked for.</exception>
    public Residual(Layer<T> inner, bool project = false)
    {
        ArgumentNullException.ThrowIfNull(inner);
        if (inner.InputSize != inner.OutputSize && !project)
            throw new ShapeException(
                $"Residual: the layer reads {inner.InputSize} columns and writes {inner.OutputSize}, so that input and output cannot be added. "
                + "Make them equal, or ask for a projection.");
        Inner = inner;
        Projection = inner.InputSize == inner.OutputSize ? null : new Dense<T>(inner.InputSize, inner.OutputSize);
        foreach (Parameter<T> parameter in Projection?.Parameters ?? [])
            parameter.BelongTo("projection");
        Parameters = [.. inner.Parameters, .. Projection?.Parameters ?? []];
    }

    /// <summary>F.</summary>
    public Layer<T> Inner { get; }

    /// <summary>W·x + b; <see langword="null"/> where the input is added as it is.</summary>
    public Dense<T>? Projection { get; }

    /// <inheritdoc/>
    public override int InputSize => Inner.InputSize;

    /// <inheritdoc/>
    public override int OutputSize => Inner.OutputSize;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override void Initialize(SeededRandom random)
    {
        Inner.Initialize(random);
        Projection?.Initialize(random);
    }

    /// <inheritdoc/>
    public override void Prepare()
    {
        Inner.Prepare();
        Projection?.Prepare();
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass(WorkTeam? team = null) => new Pass(this, team);

    private sealed class Pass(Residual<T> layer, WorkTeam? team) : LayerPass<T>
    {
        private readonly LayerPass<T> _inner = layer.Inner.CreatePass(team);
        private readonly LayerPass<T>? _projection = layer.Projection?.CreatePass(team);
        private readonly RowBuffer<T> _output = new(layer.OutputSize);

        public override RowBlock<T> Output => _output.Block;

        public override IReadOnlyList<RecurrentPass<T>> RecurrentPasses => _inner.RecurrentPasses;

        public override RowBlock<T> Forward(PackedBatch batch, RowBlock<T> input, SeededRandom? random = null)
        {
            RowBlock<T> output = _output.Resize(input.Rows);
            _inner.Forward(batch, input, random).CopyTo(output);
            Rows.Add(_projection is null ? input : _projection.Forward(batch, input, random), output);
            return output;
        }

        public override void Backpropagate(PackedBatch batch, RowBlock<T> input, RowBlock<T> dOutput, RowBlock<T> dInput)
        {
            _inner.Backpropagate(batch, input, dOutput, dInput);
            if (_projection is not null)
                _projection.Backpropagate(batch, input, dOutput, dInput);
            else if (dInput.Rows > 0)
                Rows.Add(dOutput, dInput);
        }
    }
}
