namespace Engram.Numerics;

/// <summary>The instruction set that the kernels use; chosen once, when the program starts.</summary>
public enum SimdPath
{
    /// <summary>Plain C#, on any processor.</summary>
    Portable,

    /// <summary>ARM64 with Advanced SIMD: products four floats at once, everything else in plain C#. Compiled, and tested for its arithmetic, but
    /// never run on such a processor.</summary>
    AdvSimd,

    /// <summary>x64 with AVX2 and FMA: 8 floats at once.</summary>
    Avx2,

    /// <summary>x64 with AVX-512: 16 floats at once.</summary>
    Avx512,
}
