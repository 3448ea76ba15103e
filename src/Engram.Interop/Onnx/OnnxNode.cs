namespace Engram.Interop.Onnx;

/// <summary>One operator of a graph: ONNX's <c>NodeProto</c>.</summary>
/// <param name="Operator">Its name in the operator set, such as <c>LSTM</c>.</param>
/// <param name="Inputs">The names of what it reads, in the operator's order; an empty name leaves an optional input out.</param>
/// <param name="Outputs">The names of what it writes.</param>
/// <param name="Settings">Its settings; those left out have the operator's defaults.</param>
public sealed record OnnxNode(
    string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<OnnxSetting> Settings)
{
    internal void Write(ProtobufWriter writer)
    {
        foreach (string input in Inputs)
            writer.Text(1, input);
        foreach (string output in Outputs)
            writer.Text(2, output);
        writer.Text(4, Operator);
        foreach (OnnxSetting setting in Settings)
            writer.Message(5, setting.Write);
    }
}
