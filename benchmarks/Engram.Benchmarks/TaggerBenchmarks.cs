using BenchmarkDotNet.Attributes;
using Engram.Models;
using Engram.Training;

namespace Engram.Benchmarks;

/// <summary>The default recipe on the ticket corpus: one epoch, one sentence, bulk tagging, loading.</summary>
[MemoryDiagnoser]
public class TaggerBenchmarks
{
    private readonly TaggerOptions _recipe = new();
    private string[] _texts = [];
    private byte[] _file = [];

    [GlobalSetup]
    public void Setup()
    {
        SlotTagger tagger = Sample.Tagger;
        _texts = [.. Sample.Corpus.Select(sentence => string.Join(' ', sentence.Tokens))];
        using MemoryStream stream = new();
        tagger.Save(stream);
        _file = stream.ToArray();
    }

    [Benchmark]
    public void Epoch()
    {
        using TrainingRun run = new(_recipe, new TrainingOptions { Epochs = 1 }, Sample.Corpus);
        run.Run();
    }

    [Benchmark]
    public TaggedUtterance OneSentence() => Sample.Tagger.Tag(_texts[0]);

    [Benchmark]
    public TaggedUtterance[] Bulk() => Sample.Tagger.TagAll(_texts);

    [Benchmark]
    public SlotTagger Load()
    {
        using MemoryStream stream = new(_file);
        return SlotTagger.Load(stream);
    }
}
