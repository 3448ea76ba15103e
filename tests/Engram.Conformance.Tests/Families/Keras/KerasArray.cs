using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>What goes from one layer of Keras to the next: <c>[sentence, step, column]</c>, or <c>[sentence, column]</c>.</summary>
/// <param name="Data">The elements, row-major.</param>
/// <param name="Sentences">Length of the first axis.</param>
/// <param name="Steps">Length of the axis of time; <see langword="null"/> where there is none.</param>
/// <param name="Columns">Length of the last axis.</param>
/// <param name="Mask">For each sentence and step whether it counts; <see langword="null"/> where all do.</param>
internal sealed record KerasArray(double[] Data, int Sentences, int? Steps, int Columns, bool[]? Mask = null)
{
    /// <summary>Vectors in it.</summary>
    public int Vectors => Sentences * (Steps ?? 1);

    /// <summary>Reads an array of vectors.</summary>
    public static KerasArray Read(VectorTensor tensor, bool[]? mask = null) => tensor.Shape switch
    {
        [int sentences, int columns] => new(tensor.Data, sentences, null, columns, mask),
        [int sentences, int steps, int columns] => new(tensor.Data, sentences, steps, columns, mask),
        _ => throw new FormatException($"[{string.Join(", ", tensor.Shape)}] is no array of vectors."),
    };

    /// <summary>Some of the sentences.</summary>
    public KerasArray Batch(int first, int count)
    {
        int size = (Steps ?? 1) * Columns, steps = Steps ?? 1;
        return this with
        {
            Data = Data[(first * size)..((first + count) * size)],
            Sentences = count,
            Mask = Mask?[(first * steps)..((first + count) * steps)],
        };
    }

    /// <summary>The same sentences from their last step to their first, padding and mask included.</summary>
    public KerasArray Reversed()
    {
        int steps = Steps!.Value;
        int Mirrored(int vector) => (vector / steps * steps) + steps - 1 - (vector % steps);
        double[] data = new double[Data.Length];
        for (int vector = 0; vector < Vectors; vector++)
            Vector(vector).CopyTo(data.AsSpan(Mirrored(vector) * Columns));
        return this with { Data = data, Mask = Mask is null ? null : [.. Enumerable.Range(0, Mask.Length).Select(vector => Mask[Mirrored(vector)])] };
    }

    /// <summary>Whether a step of a sentence counts.</summary>
    public bool Counts(int sentence, int step) => Mask is null || Mask[(sentence * Steps!.Value) + step];

    /// <summary>One vector, counted over sentences and steps.</summary>
    public Span<double> Vector(int index) => Data.AsSpan(index * Columns, Columns);

    /// <summary>The vector of a step.</summary>
    public Span<double> Vector(int sentence, int step) => Vector((sentence * Steps!.Value) + step);

    /// <summary>Some of the columns.</summary>
    public KerasArray ColumnRange(int first, int count)
    {
        KerasArray part = this with { Data = new double[Vectors * count], Columns = count };
        for (int vector = 0; vector < Vectors; vector++)
            Vector(vector).Slice(first, count).CopyTo(part.Vector(vector));
        return part;
    }
}
