using System.Numerics.Tensors;
using Engram.Interop.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Engram.Peers;

/// <summary>The same network, with the same weights, in ONNX Runtime.</summary>
internal sealed class OnnxTaggerSession : IDisposable
{
    private static readonly string[] Inputs = ["words"];
    private static readonly string[] Outputs = ["scores"];

    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();

    /// <summary>Loads the network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="threads">Threads within an operator.</param>
    public OnnxTaggerSession(BenchNetwork network, int threads)
    {
        using MemoryStream model = new();
        OnnxTagger.Create(network.Tagger).WriteTo(model);
        using SessionOptions options = new()
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        };
        _session = new InferenceSession(model.ToArray(), options);
    }

    /// <summary>Scores of sentences of one length, <c>[time, batch, tags]</c>.</summary>
    public float[] Scores(OnnxBatch batch)
    {
        using OrtValue words = OrtValue.CreateTensorValueFromMemory(batch.Words, batch.Shape);
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_options, Inputs, [words], Outputs);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Writes the best tag of every word.</summary>
    public void Tag(OnnxBatch batch, Span<int> tags)
    {
        using OrtValue words = OrtValue.CreateTensorValueFromMemory(batch.Words, batch.Shape);
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_options, Inputs, [words], Outputs);
        ReadOnlySpan<float> scores = results[0].GetTensorDataAsSpan<float>();
        for (int word = 0; word < batch.Words.Length; word++)
            tags[word] = TensorPrimitives.IndexOfMax(scores.Slice(word * Sentences.Tags, Sentences.Tags));
    }

    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }
}
