using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Engram.Numerics;

/// <summary>Which kernels run on this machine, and how wide their vectors are.</summary>
public static class Simd
{
    /// <summary>The environment variable that forces a path: <c>portable</c>, <c>advsimd</c>, <c>avx2</c> or <c>avx512</c>.</summary>
    public const string Variable = "ENGRAM_SIMD";

    /// <summary>The path in use.</summary>
    public static readonly SimdPath Path = Choose(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Columns of a panel of packed weights, on every path; rows are padded to whole panels.</summary>
    internal const int PanelWidth = 16;

    /// <summary>Columns of a band of packed weights, on every path: four panels side by side.</summary>
    internal const int BandWidth = 4 * PanelWidth;

    /// <summary>Floats of one vector; the units of a gate are padded to a multiple of it.</summary>
    internal static readonly int Width = Path == SimdPath.Avx512 ? 16 : 8;

    /// <summary>Whether the path in use has vectors of x64 for element-wise functions.</summary>
    internal static bool HasLanes => Path >= SimdPath.Avx2;

    /// <summary>Whether the machine can run a path.</summary>
    /// <param name="path">The path.</param>
    public static bool Supports(SimdPath path) => path switch
    {
        SimdPath.Avx512 => Avx512F.IsSupported && Avx512F.VL.IsSupported && Fma.IsSupported,
        SimdPath.Avx2 => Avx2.IsSupported && Fma.IsSupported,
        SimdPath.AdvSimd => AdvSimd.Arm64.IsSupported,
        _ => true,
    };

    /// <summary>A number of units, rounded up to whole vectors: how wide the parts of a cell's rows are.</summary>
    /// <param name="units">How many columns are needed.</param>
    public static int PadUnits(int units) => (units + Width - 1) / Width * Width;

    /// <summary>A number of columns, rounded up to whole panels.</summary>
    internal static int PadRow(int columns) => (columns + PanelWidth - 1) / PanelWidth * PanelWidth;

    private static SimdPath Widest =>
        Supports(SimdPath.Avx512) ? SimdPath.Avx512
        : Supports(SimdPath.Avx2) ? SimdPath.Avx2
        : Supports(SimdPath.AdvSimd) ? SimdPath.AdvSimd
        : SimdPath.Portable;

    private static SimdPath Choose(string? forced)
    {
        if (string.IsNullOrEmpty(forced))
            return Widest;
        SimdPath path = forced switch
        {
            "portable" => SimdPath.Portable,
            "advsimd" => SimdPath.AdvSimd,
            "avx2" => SimdPath.Avx2,
            "avx512" => SimdPath.Avx512,
            _ => throw new ArgumentException($"{Variable}: '{forced}' is no path. Use portable, advsimd, avx2 or avx512, or leave it unset."),
        };
        return Supports(path)
            ? path
            : throw new PlatformNotSupportedException($"{Variable}: this processor cannot run '{forced}'. Leave it unset, or use portable.");
    }
}
