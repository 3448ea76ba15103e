using Engram.Numerics;

namespace Engram.Conformance.Tests.Networks;

/// <summary>A mistake made on purpose in every parameter of a name, to see whether the vectors notice.</summary>
/// <param name="Parameter">The end of the parameter's name, such as <c>recurrentKernel</c>.</param>
/// <param name="Gates">How many gates it holds, one below (or, in a vector, beside) the other.</param>
/// <param name="First">A gate that changes places with <paramref name="Second"/>.</param>
/// <param name="Second">The other; the same as the first: its kernel is transposed instead.</param>
public sealed record WeightMutation(string Parameter, int Gates, int First, int Second)
{
    [ThreadStatic]
    private static WeightMutation? _current;

    /// <summary>The mistake that this thread makes now; <see langword="null"/> for none.</summary>
    public static WeightMutation? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>Parameters that it has changed; equal gates and symmetric kernels stay as they are.</summary>
    public int Applied { get; private set; }

    /// <summary>Makes the mistake where the parameter has the name.</summary>
    public void Apply<T>(Parameter<T> parameter)
        where T : unmanaged
    {
        if (parameter.Name.Split('.')[^1] != Parameter || parameter.Count % Gates != 0)
            return;
        int size = parameter.Count / Gates;
        T[] before = [.. parameter.Value];
        if (First == Second)
        {
            Transpose(parameter.Value.AsSpan(First * size, size), parameter.Columns);
        }
        else
        {
            before.AsSpan(First * size, size).CopyTo(parameter.Value.AsSpan(Second * size));
            before.AsSpan(Second * size, size).CopyTo(parameter.Value.AsSpan(First * size));
        }

        if (!parameter.Value.AsSpan().SequenceEqual(before))
            Applied++;
    }

    private static void Transpose<T>(Span<T> kernel, int side)
        where T : unmanaged
    {
        if (side * side != kernel.Length)
            return;
        T[] kept = kernel.ToArray();
        for (int i = 0; i < kept.Length; i++)
            kernel[i] = kept[(i % side * side) + (i / side)];
    }
}
