using System.Globalization;

namespace Engram.Interop.Onnx;

/// <summary>An input or an output of a graph: ONNX's <c>ValueInfoProto</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Element">What it holds.</param>
/// <param name="Shape">Its dimensions: a number, or a name for one that each run may choose, such as <c>time</c>.</param>
public sealed record OnnxValue(string Name, OnnxElement Element, IReadOnlyList<string> Shape)
{
    internal void Write(ProtobufWriter writer)
    {
        writer.Text(1, Name);
        writer.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Integer(1, (int)Element);
            tensor.Message(2, WriteShape);
        }));
    }

    private void WriteShape(ProtobufWriter writer)
    {
        foreach (string dimension in Shape)
            writer.Message(1, inner => WriteDimension(inner, dimension));
    }

    private static void WriteDimension(ProtobufWriter writer, string dimension)
    {
        if (long.TryParse(dimension, NumberStyles.None, CultureInfo.InvariantCulture, out long size))
            writer.Integer(1, size);
        else
            writer.Text(2, dimension);
    }
}
