using BenchmarkDotNet.Attributes;
using Engram.Numerics;

namespace Engram.Benchmarks;

/// <summary>The matrix products that a network is made of: rows times packed weights, at the shapes of LSTM gates.</summary>
[MemoryDiagnoser]
public class ProductBenchmarks
{
    private PackedMatrix<float> _weights = new(1, 1);
    private float[] _rows = [];
    private float[] _result = [];

    /// <summary>Rows: 1 is one sentence, 32 a step of a batch, 361 all words of a batch.</summary>
    [Params(1, 16, 32, 361)]
    public int Rows { get; set; }

    [Params(100, 200)]
    public int Units { get; set; }

    [Params(WeightPrecision.Bits32, WeightPrecision.Bits16, WeightPrecision.Bits8)]
    public WeightPrecision Precision { get; set; }

    private int Columns => 4 * Units;

    [GlobalSetup]
    public void Setup()
    {
        SeededRandom random = new(1);
        Parameter<float> weights = new("kernel", Columns, Units) { IsQuantizable = true };
        weights.Set([.. Enumerable.Range(0, weights.Count).Select(_ => (float)random.NextNormal())]);
        Quantization.Apply(weights, Precision);
        _weights = new PackedMatrix<float>(Units, Columns);
        _weights.SetColumns(weights, 0, Columns, 0);
        _rows = [.. Enumerable.Range(0, Rows * Units).Select(_ => (float)random.NextNormal())];
        _result = new float[Rows * Columns];
    }

    [Benchmark]
    public void AddProduct() => _weights.AddProduct(new RowBlock<float>(_rows, Rows, Units), new RowBlock<float>(_result, Rows, Columns));
}
