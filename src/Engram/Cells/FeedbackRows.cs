using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>What a Jordan network feeds back: its output, and the context that sums it up. See <see cref="JordanCell{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class FeedbackRows<T>(Activation? activation, T decay)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>y = softmax(a), or f(a).</summary>
    public void Apply(RowBlock<T> emission, RowBlock<T> output)
    {
        for (int row = 0; row < emission.Rows; row++)
        {
            Span<T> a = emission.Row(row), y = output.Row(row);
            if (activation is null)
            {
                Softmax.Apply<T>(a, y);
                continue;
            }

            for (int j = 0; j < a.Length; j++)
                y[j] = activation.Value.Apply(a[j]);
        }
    }

    /// <summary>da = y ⊙ (dy − Σ dy ⊙ y) for the softmax, else dy ⊙ f'.</summary>
    public void Backpropagate(RowBlock<T> output, RowBlock<T> dOutput, RowBlock<T> dEmission)
    {
        for (int row = 0; row < output.Rows; row++)
        {
            Span<T> y = output.Row(row), dY = dOutput.Row(row), dA = dEmission.Row(row);
            T mean = T.Zero;
            for (int j = 0; j < y.Length && activation is null; j++)
                mean += dY[j] * y[j];
            for (int j = 0; j < y.Length; j++)
                dA[j] = activation is null ? y[j] * (dY[j] - mean) : dY[j] * activation.Value.Derivative(y[j]);
        }
    }

    /// <summary>s' = α·s + y.</summary>
    public void AddTo(RowBlock<T> previous, RowBlock<T> output, RowBlock<T> context)
    {
        output.CopyTo(context);
        for (int row = 0; row < context.Rows && decay != T.Zero; row++)
            Rows.AddScaled(decay, previous.Row(row), context.Row(row));
    }

    /// <summary>dy += ds', ds += α·ds'.</summary>
    public void BackpropagateAdd(RowBlock<T> dContext, RowBlock<T> dOutput, RowBlock<T> dPrevious)
    {
        Rows.Add(dContext, dOutput);
        for (int row = 0; row < dContext.Rows && decay != T.Zero; row++)
            Rows.AddScaled(decay, dContext.Row(row), dPrevious.Row(row));
    }

    /// <summary>s' = α·s + the one-hot of a label.</summary>
    public void Force(int label, ReadOnlySpan<T> previous, Span<T> context)
    {
        if (label >= context.Length)
            throw new ShapeException($"JordanCell.Force: label {label} was given, but there are {context.Length} outputs, from 0.");
        context.Clear();
        context[label] = T.One;
        if (decay != T.Zero)
            Rows.AddScaled(decay, previous, context);
    }
}
