using static TorchSharp.torch;

namespace Engram.Peers;

/// <summary>A batch as libtorch's tensors, made once, before anything is timed.</summary>
internal sealed class TorchBatch
{
    private const long Padding = -100;

    public TorchBatch(Sentence[] sentences)
    {
        Sentence[] sorted = [.. sentences.OrderByDescending(sentence => sentence.Length)];
        int length = sorted[0].Length;
        long[] words = new long[sorted.Length * length], tags = new long[sorted.Length * length];
        Array.Fill(tags, Padding);
        for (int i = 0; i < sorted.Length; i++)
        {
            for (int step = 0; step < sorted[i].Length; step++)
                (words[(i * length) + step], tags[(i * length) + step]) = (sorted[i].Words[step], sorted[i].Tags[step]);
        }

        long[] packed = [.. Enumerable.Range(0, length).SelectMany(step => sorted.Where(s => s.Length > step).Select(s => (long)s.Tags[step]))];
        Words = tensor(words).reshape(sorted.Length, length);
        PaddedTags = tensor(tags);
        PackedTags = tensor(packed);
        Lengths = tensor(sorted.Select(sentence => (long)sentence.Length).ToArray());
        Tokens = packed.Length;
    }

    /// <summary><c>[sentences, length]</c>, the longest sentence first.</summary>
    public Tensor Words { get; }

    /// <summary><c>[sentences · length]</c>; <c>-100</c>, which the loss leaves out, where there is no word.</summary>
    public Tensor PaddedTags { get; }

    /// <summary><c>[words]</c>, time step by time step.</summary>
    public Tensor PackedTags { get; }

    public Tensor Lengths { get; }

    public int Tokens { get; }
}
