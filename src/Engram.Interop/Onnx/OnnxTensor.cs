using System.Buffers.Binary;

namespace Engram.Interop.Onnx;

/// <summary>A tensor with its values, such as a weight: ONNX's <c>TensorProto</c>.</summary>
public sealed class OnnxTensor
{
    private readonly byte[] _data;

    /// <summary>Creates a tensor of numbers.</summary>
    /// <param name="name">Its name in the graph.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="values">Its values, the last dimension running fastest.</param>
    /// <exception cref="ArgumentException">There are not as many values as the shape says.</exception>
    public OnnxTensor(string name, IReadOnlyList<int> shape, ReadOnlySpan<float> values)
        : this(name, shape, OnnxElement.F32, values.Length, sizeof(float))
    {
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(_data.AsSpan(i * sizeof(float)), values[i]);
    }

    /// <summary>Creates a tensor of whole numbers.</summary>
    /// <param name="name">Its name in the graph.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="values">Its values, the last dimension running fastest.</param>
    /// <exception cref="ArgumentException">There are not as many values as the shape says.</exception>
    public OnnxTensor(string name, IReadOnlyList<int> shape, ReadOnlySpan<long> values)
        : this(name, shape, OnnxElement.I64, values.Length, sizeof(long))
    {
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(_data.AsSpan(i * sizeof(long)), values[i]);
    }

    private OnnxTensor(string name, IReadOnlyList<int> shape, OnnxElement element, int count, int size)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        long expected = shape.Aggregate(1L, (product, dimension) => product * dimension);
        if (count != expected)
            throw new ArgumentException(
                $"OnnxTensor '{name}': [{string.Join(", ", shape)}] holds {expected} values, but {count} were given. Give one a place.");
        Name = name;
        Shape = shape;
        Element = element;
        _data = new byte[count * size];
    }

    /// <summary>Its name in the graph.</summary>
    public string Name { get; }

    /// <summary>Its dimensions.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>What it holds.</summary>
    public OnnxElement Element { get; }

    internal void Write(ProtobufWriter writer)
    {
        foreach (int dimension in Shape)
            writer.Integer(1, dimension);
        writer.Integer(2, (int)Element);
        writer.Text(8, Name);
        writer.Bytes(9, _data);
    }
}
