using System.Numerics;

namespace Engram.Numerics;

/// <summary>A random sequence that depends on its seed alone: the same numbers on every machine and every version of .NET.</summary>
/// <remarks>xoshiro256** (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021), its state filled by splitmix64.</remarks>
public sealed class SeededRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>Starts a sequence.</summary>
    /// <param name="seed">Any number.</param>
    public SeededRandom(long seed)
    {
        ulong state = (ulong)seed;
        (_a, _b, _c, _d) = (Mix(ref state), Mix(ref state), Mix(ref state), Mix(ref state));
    }

    /// <summary>Starts a sequence that differs for each seed and each stream of it, such as an epoch.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Any number.</param>
    public SeededRandom(long seed, long stream)
        : this(unchecked((seed * 0x5851F42D4C957F2D) ^ (stream + 0x14057B7EF767814F)))
    {
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        ulong shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number from 0 up to, but not, 1.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from 0 up to, but not, a limit.</summary>
    /// <param name="limit">1 or more.</param>
    public int Next(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return (int)(((NextBits() >> 32) * (ulong)limit) >> 32);
    }

    /// <summary>A number drawn from a normal distribution with mean 0 and deviation 1.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Puts the elements into a random order (Fisher and Yates).</summary>
    /// <typeparam name="TItem">The element type.</typeparam>
    /// <param name="items">The elements.</param>
    public void Shuffle<TItem>(Span<TItem> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Next(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static ulong Mix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
