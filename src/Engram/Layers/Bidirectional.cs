using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>Two recurrent layers that read the same sentence from either end; their outputs are merged, word by word.</summary>
/// <remarks>Schuster and Paliwal, "Bidirectional Recurrent Neural Networks", IEEE Transactions on Signal Processing 45(11), 1997.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Bidirectional<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Joins two layers.</summary>
    /// <param name="forward">Reads from the first word to the last.</param>
    /// <param name="reverse">Reads from the last word to the first; the same input size.</param>
    /// <param name="merge">How their outputs become one.</param>
    /// <exception cref="ShapeException">The input sizes differ, or the output sizes do and the outputs do not stand side by side.</exception>
    public Bidirectional(RecurrentLayer<T> forward, RecurrentLayer<T> reverse, Merge merge = Merge.Concat)
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(reverse);
        if (forward.InputSize != reverse.InputSize)
            throw new ShapeException(
                $"Bidirectional: the forward layer reads {forward.InputSize} columns and the reverse layer {reverse.InputSize}. "
                + "Give both one input size.");
        if (forward.Direction != Direction.Forward || reverse.Direction != Direction.Reverse)
            throw new ArgumentException("Bidirectional: the first layer must read forward and the second in reverse.");
        if (merge != Merge.Concat && forward.OutputSize != reverse.OutputSize)
            throw new ShapeException(
                $"Bidirectional: the forward layer writes {forward.OutputSize} columns and the reverse layer {reverse.OutputSize}. "
                + $"Merge.{merge} needs as many of each; make them equal or use Merge.Concat.");
        Forward = forward;
        Reverse = reverse;
        Merge = merge;
        Own(forward, "forward", side: 0);
        Own(reverse, "reverse", side: 1);
        Parameters = [.. forward.Parameters, .. reverse.Parameters];
    }

    /// <summary>The layer that reads from the first word to the last.</summary>
    public RecurrentLayer<T> Forward { get; }

    /// <summary>The layer that reads from the last word to the first.</summary>
    public RecurrentLayer<T> Reverse { get; }

    /// <summary>How the outputs of the two become one.</summary>
    public Merge Merge { get; }

    /// <inheritdoc/>
    public override int InputSize => Forward.InputSize;

    /// <inheritdoc/>
    public override int OutputSize => Merge == Merge.Concat ? Forward.OutputSize + Reverse.OutputSize : Forward.OutputSize;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override void Initialize(SeededRandom random)
    {
        Forward.Initialize(random);
        Reverse.Initialize(random);
    }

    /// <inheritdoc/>
    public override void Prepare()
    {
        Forward.Prepare();
        Reverse.Prepare();
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass(WorkTeam? team = null) => new BidirectionalPass<T>(this, team);

    private static void Own(RecurrentLayer<T> reader, string name, int side)
    {
        foreach (Parameter<T> parameter in reader.Parameters)
        {
            parameter.BelongTo(name);
            parameter.Side = side;
        }
    }
}
