namespace Engram.Interop.Onnx;

/// <summary>A setting of an operator, such as <c>hidden_size</c>: ONNX's <c>AttributeProto</c>.</summary>
public sealed class OnnxSetting
{
    private readonly Action<ProtobufWriter> _writeValue;

    /// <summary>Creates a whole number.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="value">Its value.</param>
    public OnnxSetting(string name, long value)
        : this(name, value, writer => writer.Integer(3, value), type: 2)
    {
    }

    /// <summary>Creates a text.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="value">Its value.</param>
    public OnnxSetting(string name, string value)
        : this(name, value, writer => writer.Text(4, value), type: 3)
    {
    }

    /// <summary>Creates a list of whole numbers.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="values">Its values.</param>
    public OnnxSetting(string name, IReadOnlyList<long> values)
        : this(name, values, writer => WriteAll(values, value => writer.Integer(8, value)), type: 7)
    {
    }

    /// <summary>Creates a list of texts.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="values">Its values.</param>
    public OnnxSetting(string name, IReadOnlyList<string> values)
        : this(name, values, writer => WriteAll(values, value => writer.Text(9, value)), type: 8)
    {
    }

    // type: ONNX's AttributeType, INT = 2, STRING = 3, INTS = 7, STRINGS = 8.
    private OnnxSetting(string name, object value, Action<ProtobufWriter> writeValue, int type)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        Name = name;
        _writeValue = writer =>
        {
            writeValue(writer);
            writer.Integer(20, type);
        };
    }

    /// <summary>The setting's name.</summary>
    public string Name { get; }

    internal void Write(ProtobufWriter writer)
    {
        writer.Text(1, Name);
        _writeValue(writer);
    }

    private static void WriteAll<T>(IReadOnlyList<T> values, Action<T> write)
    {
        foreach (T value in values)
            write(value);
    }
}
