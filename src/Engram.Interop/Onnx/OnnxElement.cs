namespace Engram.Interop.Onnx;

/// <summary>What a tensor holds; the numbers are those of ONNX's <c>TensorProto.DataType</c>.</summary>
public enum OnnxElement
{
    /// <summary>Numbers of 32 bits, IEEE 754.</summary>
    F32 = 1,

    /// <summary>Whole numbers of 64 bits.</summary>
    I64 = 7,
}
