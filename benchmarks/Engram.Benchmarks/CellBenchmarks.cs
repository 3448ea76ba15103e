using BenchmarkDotNet.Attributes;
using Engram.Cells;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Benchmarks;

/// <summary>Each cell, run over 32 sentences of 11 words, forward and back.</summary>
[MemoryDiagnoser]
public class CellBenchmarks
{
    private const int Units = 100;
    private const int Sentences = 32;
    private const int Words = 11;

    private readonly PackedBatch _batch = new();
    private RecurrentLayer<float>? _layer;
    private LayerPass<float>? _pass;
    private float[] _input = [];
    private float[] _gradient = [];

    [Params("elman", "lstm", "gru", "gru reset after")]
    public string Cell { get; set; } = "lstm";

    [GlobalSetup]
    public void Setup()
    {
        IRecurrentCell<float> cell = Cell switch
        {
            "elman" => new ElmanCell<float>(Units),
            "lstm" => new LstmCell<float>(Units),
            "gru" => new GruCell<float>(Units),
            _ => new GruCell<float>(Units, new GruOptions { ResetAfter = true }),
        };
        SeededRandom random = new(1);
        _layer = new RecurrentLayer<float>(cell, Units);
        _layer.Initialize(random);
        _layer.Prepare();
        _pass = _layer.CreatePass();
        int[] lengths = [.. Enumerable.Repeat(Words, Sentences)];
        _batch.Pack(lengths);
        _input = [.. Enumerable.Range(0, _batch.Rows * Units).Select(_ => (float)random.NextNormal())];
        _gradient = new float[_input.Length];
        Forward();
    }

    [Benchmark]
    public void Forward() => _pass!.Forward(_batch, Block(_input));

    [Benchmark]
    public void Backpropagate() => _pass!.Backpropagate(_batch, Block(_input), Block(_input), Block(_gradient));

    private RowBlock<float> Block(float[] values) => new(values, _batch.Rows, Units);
}
