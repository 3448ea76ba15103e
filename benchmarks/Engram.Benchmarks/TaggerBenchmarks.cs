using BenchmarkDotNet.Attributes;
using Engram.Models;
using Engram.Numerics;

namespace Engram.Benchmarks;

/// <summary>The default recipe on the ticket corpus: one sentence, bulk tagging, loading, with weights in 32, 16 and 8 bits.</summary>
[MemoryDiagnoser]
public class TaggerBenchmarks
{
    private SlotTagger _tagger = Sample.Tagger;
    private string[] _texts = [];
    private byte[] _file = [];

    [Params(WeightPrecision.Bits32, WeightPrecision.Bits16, WeightPrecision.Bits8)]
    public WeightPrecision Precision { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _texts = [.. Sample.Corpus.Select(sentence => string.Join(' ', sentence.Tokens))];
        using MemoryStream stream = new();
        Sample.Tagger.Save(stream);
        _file = stream.ToArray();
        _tagger = Load();
        using MemoryStream smaller = new();
        _tagger.Save(smaller);
        _file = smaller.ToArray();
    }

    [Benchmark]
    public TaggedUtterance OneSentence() => _tagger.Tag(_texts[0]);

    [Benchmark]
    public TaggedUtterance[] Bulk() => _tagger.TagAll(_texts);

    [Benchmark]
    public SlotTagger Load()
    {
        using MemoryStream stream = new(_file);
        return SlotTagger.Load(stream, new ModelLoadOptions { Precision = Precision });
    }
}
