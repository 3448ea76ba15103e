namespace Engram.Peers;

/// <summary>Sentences of one length as ONNX Runtime takes them: time step by time step.</summary>
internal sealed class OnnxBatch
{
    public OnnxBatch(Sentence[] sentences)
    {
        int length = sentences[0].Length;
        Words = [.. Enumerable.Range(0, length).SelectMany(step => sentences.Select(sentence => (long)sentence.Words[step]))];
        Shape = [length, sentences.Length];
    }

    public long[] Words { get; }

    public long[] Shape { get; }
}
