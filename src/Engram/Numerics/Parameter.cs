namespace Engram.Numerics;

/// <summary>A trainable matrix and the gradient of the loss with respect to it.</summary>
/// <remarks>Both are row-major and lie close together: row <c>r</c>, column <c>c</c> is element <c>r·Columns + c</c>. A vector has one row.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Parameter<T>
    where T : unmanaged
{
    private T[]? _gradient;

    /// <summary>Creates a parameter of zeros.</summary>
    /// <param name="name">Its name inside its owner, such as <c>kernel</c>.</param>
    /// <param name="rows">Number of rows, 1 or more.</param>
    /// <param name="columns">Number of columns, 1 or more.</param>
    public Parameter(string name, int rows, int columns)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        Name = name;
        Rows = rows;
        Columns = columns;
        Value = new T[checked(rows * columns)];
    }

    /// <summary>The name, from the outermost owner to the parameter itself: <c>layers.0.forward.kernel</c>.</summary>
    public string Name { get; private set; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Number of elements.</summary>
    public int Count => Value.Length;

    /// <summary>Which of two threads that work side by side uses it, 0 or 1; <see langword="null"/> where either may.</summary>
    internal int? Side { get; set; }

    /// <summary>The values, row-major.</summary>
    public T[] Value { get; }

    /// <summary>In how many bits the values are held when they are multiplied or written; the values are those of that many bits. 32 unless a
    /// model was quantised.</summary>
    public WeightPrecision Precision { get; private set; }

    /// <summary>The gradient of the loss, row-major; whoever backpropagates adds to it. Takes memory from its first use on.</summary>
    public T[] Gradient => Volatile.Read(ref _gradient) ?? Interlocked.CompareExchange(ref _gradient, new T[Count], null) ?? _gradient;

    /// <summary>Of 8-bit values, the factor of each row, <c>[rows]</c>; else empty.</summary>
    internal float[] Scales { get; private set; } = [];

    /// <summary>Whether the values may be held in fewer bits; what multiplies by them, or looks them up, says so.</summary>
    internal bool IsQuantizable { get; set; }

    /// <summary>The values as rows.</summary>
    public RowBlock<T> Values => new(Value, Rows, Columns);

    /// <summary>The gradient as rows.</summary>
    public RowBlock<T> Gradients => new(Gradient, Rows, Columns);

    /// <summary>Replaces the values.</summary>
    /// <param name="values">As many as the parameter has, row-major.</param>
    /// <exception cref="ShapeException">Another number of values.</exception>
    public void Set(ReadOnlySpan<T> values)
    {
        if (values.Length != Count)
            throw new ShapeException($"Parameter '{Name}' is [{Rows}, {Columns}] and holds {Count} values, but {values.Length} were given.");
        values.CopyTo(Value);
    }

    /// <summary>Says in how many bits the values, rounded already, are held.</summary>
    /// <param name="precision">How many.</param>
    /// <param name="scales">Of 8-bit values, the factor of each row; else empty.</param>
    internal void Hold(WeightPrecision precision, float[] scales) => (Precision, Scales) = (precision, scales);

    /// <summary>Puts the owner's name before the parameter's own.</summary>
    /// <param name="owner">Such as <c>forward</c>.</param>
    internal void BelongTo(string owner) => Name = $"{owner}.{Name}";
}
