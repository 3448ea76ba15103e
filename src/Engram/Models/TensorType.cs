namespace Engram.Models;

/// <summary>The element types that a model file can hold, by their names in the safetensors format.</summary>
public enum TensorType
{
    /// <summary>64-bit floating point.</summary>
    F64,

    /// <summary>64-bit signed integer.</summary>
    I64,

    /// <summary>32-bit floating point.</summary>
    F32,

    /// <summary>32-bit signed integer.</summary>
    I32,

    /// <summary>16-bit floating point, IEEE 754.</summary>
    F16,

    /// <summary>16-bit floating point with the exponent of 32-bit floating point.</summary>
    BF16,

    /// <summary>8-bit signed integer.</summary>
    I8,

    /// <summary>8-bit unsigned integer.</summary>
    U8,
}
