namespace Engram.Peers;

/// <summary>Whether two implementations compute the same.</summary>
internal static class Agreement
{
    private const double Tolerance = 1e-4;

    /// <summary>Whether all numbers agree, relative to the largest of them.</summary>
    public static bool Holds(ReadOnlySpan<float> engram, ReadOnlySpan<float> peer) => Difference(engram, peer) <= Tolerance;

    /// <summary>Throws unless all numbers agree.</summary>
    public static void Require(string what, ReadOnlySpan<float> engram, ReadOnlySpan<float> peer)
    {
        double difference = Difference(engram, peer);
        if (!(difference <= Tolerance))
            throw new InvalidOperationException($"{what}: Engram and the peer differ by {difference:E1}; at most {Tolerance:E0} is the same.");
    }

    /// <summary>The largest difference, relative to the peer's largest number.</summary>
    public static double Difference(ReadOnlySpan<float> engram, ReadOnlySpan<float> peer)
    {
        if (engram.Length != peer.Length)
            return double.PositiveInfinity;
        double largest = 1e-8, difference = 0;
        for (int i = 0; i < engram.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(peer[i]));
            double apart = Math.Abs(engram[i] - peer[i]);
            difference = double.IsNaN(apart) ? double.PositiveInfinity : Math.Max(difference, apart);
        }

        return difference / largest;
    }
}
