using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The projection of an LSTM's output to a shorter hidden state: h' = P·m + d, cut off if there is a clip.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class LstmProjection<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentProduct<T> _product;
    private readonly T? _clip;

    public LstmProjection(LstmOptions options, int units)
    {
        Size = options.ProjectionSize!.Value;
        ArgumentOutOfRangeException.ThrowIfLessThan(Size, 1, nameof(options.ProjectionSize));
        if (options.ProjectionClip is not null)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ProjectionClip.Value, nameof(options.ProjectionClip));
        _clip = options.ProjectionClip is null ? null : T.CreateTruncating(options.ProjectionClip.Value);
        Kernel = new Parameter<T>("projectionKernel", Size, units);
        Bias = options.ProjectionBias ? new Parameter<T>("projectionBias", 1, Size) : null;
        _product = new RecurrentProduct<T>(Kernel, 0, 1, Size);
    }

    public int Size { get; }

    public int Width => Simd.PadUnits(Size);

    /// <summary>P, <c>[size, units]</c>.</summary>
    public Parameter<T> Kernel { get; }

    /// <summary>d, <c>[1, size]</c>.</summary>
    public Parameter<T>? Bias { get; }

    public void Prepare() => _product.Prepare();

    /// <summary>h' from m; <paramref name="hidden"/> is as wide as the padded size.</summary>
    public void Step(RowBlock<T> unprojected, RowBlock<T> hidden)
    {
        hidden.Fill(T.Zero);
        for (int row = 0; row < hidden.Rows && Bias is not null; row++)
            Bias.Value.CopyTo(hidden.Row(row));
        _product.Add(unprojected, hidden);
        for (int row = 0; row < hidden.Rows && _clip is not null; row++)
        {
            foreach (ref T h in hidden.Row(row))
                h = T.Clamp(h, -_clip.Value, _clip.Value);
        }
    }

    /// <summary>dm from dh', which is kept in <paramref name="kept"/> for the gradient of the parameters.</summary>
    public void Backpropagate(RowBlock<T> hidden, RowBlock<T> dHidden, RowBlock<T> kept, RowBlock<T> dUnprojected)
    {
        kept.Fill(T.Zero);
        for (int row = 0; row < hidden.Rows; row++)
        {
            for (int j = 0; j < Size; j++)
                kept[row, j] = _clip is not null && T.Abs(hidden[row, j]) >= _clip ? T.Zero : dHidden[row, j];
        }

        dUnprojected.Fill(T.Zero);
        _product.AddTransposed(kept, dUnprojected);
    }

    public void AccumulateGradients(RowBlock<T> unprojected, RowBlock<T> kept, GradientProduct<T> product)
    {
        _product.AddGradient(kept, unprojected, product);
        if (Bias is not null)
            Rows.AddAll(kept.SliceColumns(0, Size), Bias.Gradient);
    }
}
