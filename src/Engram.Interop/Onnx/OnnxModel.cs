namespace Engram.Interop.Onnx;

/// <summary>A graph of operators with its weights, ready to be written: ONNX's <c>ModelProto</c>.</summary>
/// <remarks>ONNX IR specification, https://github.com/onnx/onnx/blob/main/docs/IR.md; field numbers are those of <c>onnx.proto</c>.</remarks>
/// <param name="Name">The graph's name.</param>
/// <param name="Inputs">What a run is given.</param>
/// <param name="Outputs">What a run gives back.</param>
/// <param name="Nodes">The operators; each reads only what stands before it.</param>
/// <param name="Weights">The tensors that come with the model.</param>
public sealed record OnnxModel(
    string Name,
    IReadOnlyList<OnnxValue> Inputs,
    IReadOnlyList<OnnxValue> Outputs,
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyList<OnnxTensor> Weights)
{
    /// <summary>The version of the format that is written.</summary>
    public const int IrVersion = 7;

    /// <summary>The version of the operators that nodes mean.</summary>
    public const int OperatorSet = 14;

    /// <summary>Writes the model. The same model gives the same bytes.</summary>
    /// <param name="stream">Where to. Stays open.</param>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ProtobufWriter writer = new();
        writer.Integer(1, IrVersion);
        writer.Text(2, "Engram");
        writer.Message(7, WriteGraph);
        writer.Message(8, operators => operators.Integer(2, OperatorSet));
        stream.Write(writer.Written);
    }

    private void WriteGraph(ProtobufWriter writer)
    {
        foreach (OnnxNode node in Nodes)
            writer.Message(1, node.Write);
        writer.Text(2, Name);
        foreach (OnnxTensor weight in Weights)
            writer.Message(5, weight.Write);
        foreach (OnnxValue input in Inputs)
            writer.Message(11, input.Write);
        foreach (OnnxValue output in Outputs)
            writer.Message(12, output.Write);
    }
}
