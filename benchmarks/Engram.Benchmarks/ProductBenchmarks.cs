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

    private int Columns => 4 * Units;

    [GlobalSetup]
    public void Setup()
    {
        SeededRandom random = new(1);
        float[] weights = [.. Enumerable.Range(0, Columns * Units).Select(_ => (float)random.NextNormal())];
        _weights = new PackedMatrix<float>(Units, Columns);
        _weights.SetColumns(new RowBlock<float>(weights, Columns, Units), 0);
        _rows = [.. Enumerable.Range(0, Rows * Units).Select(_ => (float)random.NextNormal())];
        _result = new float[Rows * Columns];
    }

    [Benchmark]
    public void AddProduct() => _weights.AddProduct(new RowBlock<float>(_rows, Rows, Units), new RowBlock<float>(_result, Rows, Columns));
}
