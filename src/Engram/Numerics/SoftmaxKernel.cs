using System.Numerics;
using System.Runtime.InteropServices;

namespace Engram.Numerics;

/// <summary>A softmax over whole vectors; see <see cref="Softmax"/>.</summary>
internal readonly ref struct SoftmaxKernel<T>(ReadOnlySpan<T> scores, Span<T> probabilities, ref T logSum) : ILaneKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostLanes = 16;

    // Below, the exponential of the vector kernels no longer falls.
    private const double SmallestExponent = -87;

    private readonly ReadOnlySpan<T> _scores = scores;
    private readonly Span<T> _probabilities = probabilities;
    private readonly ref T _logSum = ref logSum;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, T>
    {
        int whole = _scores.Length / TLanes.Count * TLanes.Count;
        Span<T> rest = stackalloc T[MostLanes], lanes = stackalloc T[MostLanes];
        rest.Fill(T.NegativeInfinity);
        _scores[whole..].CopyTo(rest);
        T max = Max<TLanes>(whole, rest, lanes);
        TLanes shift = TLanes.Create(max), cut = TLanes.Create(T.CreateTruncating(SmallestExponent)), sum = TLanes.Zero;
        ref T from = ref MemoryMarshal.GetReference(_scores), to = ref MemoryMarshal.GetReference(_probabilities);
        for (int i = 0; i < whole; i += TLanes.Count)
        {
            TLanes x = TLanes.Load(ref from, i) - shift, weight = TLanes.WherePositive(x - cut, TLanes.Exp(x));
            TLanes.Store(weight, ref to, i);
            sum += weight;
        }

        TLanes last = TLanes.Load(ref rest[0], 0) - shift;
        last = TLanes.WherePositive(last - cut, TLanes.Exp(last));
        TLanes.Store(last, ref rest[0], 0);
        T total = Sum(sum + last, lanes);
        TLanes divisor = TLanes.Create(total);
        for (int i = 0; i < whole; i += TLanes.Count)
            TLanes.Store(TLanes.Load(ref to, i) / divisor, ref to, i);
        for (int i = whole; i < _scores.Length; i++)
            _probabilities[i] = rest[i - whole] / total;
        _logSum = max + T.Log(total);
    }

    private T Max<TLanes>(int whole, Span<T> rest, Span<T> lanes)
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T from = ref MemoryMarshal.GetReference(_scores);
        TLanes largest = TLanes.Load(ref rest[0], 0);
        for (int i = 0; i < whole; i += TLanes.Count)
            largest = TLanes.Max(largest, TLanes.Load(ref from, i));
        TLanes.Store(largest, ref lanes[0], 0);
        T max = lanes[0];
        for (int i = 1; i < TLanes.Count; i++)
            max = T.Max(max, lanes[i]);
        return max;
    }

    private static T Sum<TLanes>(TLanes sums, Span<T> lanes)
        where TLanes : struct, ILanes<TLanes, T>
    {
        TLanes.Store(sums, ref lanes[0], 0);
        T sum = lanes[0];
        for (int i = 1; i < TLanes.Count; i++)
            sum += lanes[i];
        return sum;
    }
}
