using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engram.Peers;

/// <summary>The most multiplications and additions that the cores can do: chains of fused multiply-adds that never leave the registers.</summary>
internal static class FmaPeak
{
    private const int Chains = 12; // two pipes of four or five cycles each
    private const int Turns = 2_000_000;

    // Where the optimizer cannot see that nobody reads it.
    private static float _sink;

    /// <summary>Measures the best of some tries.</summary>
    /// <param name="threads">How many run at once.</param>
    /// <param name="tries">Of how many the best counts.</param>
    /// <returns>10⁹ operations a second of all threads together; 0 where the machine has no fused multiply-add.</returns>
    public static double Measure(int threads, int tries = 3)
    {
        if (!Fma.IsSupported)
            return 0;
        double best = 0;
        for (int i = 0; i < tries; i++)
        {
            Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(_ => new Thread(Run))];
            Stopwatch clock = Stopwatch.StartNew();
            foreach (Thread other in others)
                other.Start();
            Run();
            foreach (Thread other in others)
                other.Join();
            double lanes = Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? Vector512<float>.Count : Vector256<float>.Count;
            best = Math.Max(best, 2.0 * lanes * Chains * Turns * threads / clock.Elapsed.TotalSeconds / 1e9);
        }

        return best;
    }

    private static void Run()
    {
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
            Run512();
        else
            Run256();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run256()
    {
        Vector256<float> x = Vector256.Create(0.999f), y = Vector256.Create(0.001f);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int turn = 0; turn < Turns; turn++)
        {
            a = Fma.MultiplyAdd(a, x, y);
            b = Fma.MultiplyAdd(b, x, y);
            c = Fma.MultiplyAdd(c, x, y);
            d = Fma.MultiplyAdd(d, x, y);
            e = Fma.MultiplyAdd(e, x, y);
            f = Fma.MultiplyAdd(f, x, y);
            g = Fma.MultiplyAdd(g, x, y);
            h = Fma.MultiplyAdd(h, x, y);
            i = Fma.MultiplyAdd(i, x, y);
            j = Fma.MultiplyAdd(j, x, y);
            k = Fma.MultiplyAdd(k, x, y);
            l = Fma.MultiplyAdd(l, x, y);
        }

        _sink = Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run512()
    {
        Vector512<float> x = Vector512.Create(0.999f), y = Vector512.Create(0.001f);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int turn = 0; turn < Turns; turn++)
        {
            a = Avx512F.FusedMultiplyAdd(a, x, y);
            b = Avx512F.FusedMultiplyAdd(b, x, y);
            c = Avx512F.FusedMultiplyAdd(c, x, y);
            d = Avx512F.FusedMultiplyAdd(d, x, y);
            e = Avx512F.FusedMultiplyAdd(e, x, y);
            f = Avx512F.FusedMultiplyAdd(f, x, y);
            g = Avx512F.FusedMultiplyAdd(g, x, y);
            h = Avx512F.FusedMultiplyAdd(h, x, y);
            i = Avx512F.FusedMultiplyAdd(i, x, y);
            j = Avx512F.FusedMultiplyAdd(j, x, y);
            k = Avx512F.FusedMultiplyAdd(k, x, y);
            l = Avx512F.FusedMultiplyAdd(l, x, y);
        }

        _sink = Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
