using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Peers;

/// <summary>The network in libtorch's inference mode, up to the best tag of every word.</summary>
/// <remarks>Dense input is the fast way; where it computes something else (libtorch 2.10 with oneDNN does on some processors with AVX-512, by more
/// than a tenth), sentences are packed.</remarks>
internal sealed class TorchTagging : IDisposable
{
    private readonly TorchTagger _tagger;
    private readonly bool _packed;

    /// <summary>Loads the network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="words">Words of a sentence.</param>
    /// <param name="scores">What Engram makes of them.</param>
    public TorchTagging(BenchNetwork network, long[] words, float[] scores)
    {
        _tagger = new TorchTagger(network);
        _tagger.eval();
        _packed = !Agreement.Holds(scores, Scores(words));
        if (_packed)
            Agreement.Require("libtorch", scores, Scores(words));
    }

    /// <summary>Who this is, for the table.</summary>
    public string Name => _packed ? "libtorch (packed: dense input gives other scores here)" : "libtorch";

    /// <summary>The words of sentences of one length.</summary>
    public static long[] Words(Sentence[] sentences) => [.. sentences.SelectMany(sentence => sentence.Words.Select(word => (long)word))];

    /// <summary>Finds the best tag of every word, on one thread.</summary>
    public long[] Tag(long[] words, int sentences)
    {
        set_num_threads(1);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = inference_mode();
        return Run(words, sentences).argmax(-1).data<long>().ToArray();
    }

    public void Dispose() => _tagger.Dispose();

    private float[] Scores(long[] words)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = inference_mode();
        return Run(words, 1).data<float>().ToArray();
    }

    private Tensor Run(long[] words, int sentences)
    {
        long length = words.Length / sentences;
        Tensor input = tensor(words).reshape(sentences, length);
        return _packed ? _tagger.Packed(input, full(sentences, length, ScalarType.Int64)) : _tagger.Padded(input);
    }
}
