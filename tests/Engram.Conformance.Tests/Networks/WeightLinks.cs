using System.Numerics;
using Engram.Conformance.Tests.Cases;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Networks;

/// <summary>Where the weights of a case go among the parameters of the product; and back, for gradients and trained weights.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class WeightLinks<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<Link> _links = [];
    private readonly Dictionary<string, VectorTensor> _tensors = [];

    /// <summary>The parameters that weights go to.</summary>
    public IReadOnlyList<Parameter<T>> Parameters => [.. _links.Select(link => link.Target).Distinct()];

    /// <summary>The names of the weights.</summary>
    public IReadOnlyCollection<string> Names => _tensors.Keys;

    /// <summary>A weight. Its elements may be changed; <see cref="Load"/> then takes them over.</summary>
    /// <param name="name">Its name.</param>
    public VectorTensor Tensor(string name) => _tensors[name];

    /// <summary>Puts a part of a weight at a place in a parameter. Several parts at one place are added up.</summary>
    /// <param name="name">The name of the weight.</param>
    /// <param name="tensor">The weight.</param>
    /// <param name="view">The part.</param>
    /// <param name="target">The parameter.</param>
    /// <param name="row">The first row there.</param>
    /// <param name="column">The first column there.</param>
    public void Add(string name, VectorTensor tensor, MatrixView view, Parameter<T> target, int row = 0, int column = 0)
    {
        if (row + view.Rows > target.Rows || column + view.Columns > target.Columns)
            throw new ShapeException(
                $"{name}: a [{view.Rows}, {view.Columns}] at ({row}, {column}) does not fit '{target.Name}' [{target.Rows}, {target.Columns}].");
        Keep(name, tensor);
        _links.Add(new(name, view, target, row, column));
    }

    /// <summary>Puts a whole weight into a whole parameter.</summary>
    public void AddAll(string name, VectorTensor tensor, MatrixView view, Parameter<T> target)
    {
        if (view.Rows != target.Rows || view.Columns != target.Columns)
            throw new ShapeException(
                $"{name}: [{view.Rows}, {view.Columns}] was given, but '{target.Name}' is [{target.Rows}, {target.Columns}].");
        Add(name, tensor, view, target);
    }

    /// <summary>Puts a weight that holds gates, one below the other, into a parameter that does, in another order.</summary>
    /// <param name="name">The name of the weight.</param>
    /// <param name="tensor">The weight.</param>
    /// <param name="view">All its gates: rows of a kernel, or columns of a bias.</param>
    /// <param name="target">The parameter; a bias has one row.</param>
    /// <param name="order">Which gate of the parameter each gate of the weight is; below 0: the product has no such gate.</param>
    public void AddGates(string name, VectorTensor tensor, MatrixView view, Parameter<T> target, ReadOnlySpan<int> order)
    {
        bool vector = target.Rows == 1;
        int all = vector ? view.Columns : view.Rows, units = all / order.Length;
        if (units * order.Length != all || (!vector && view.Columns != target.Columns))
            throw new ShapeException(
                $"{name}: [{view.Rows}, {view.Columns}] does not hold {order.Length} gates for '{target.Name}' [{target.Rows}, {target.Columns}].");
        for (int gate = 0; gate < order.Length; gate++)
        {
            if (order[gate] < 0)
                Keep(name, tensor);
            else if (vector)
                Add(name, tensor, view.ColumnRange(gate * units, units), target, column: order[gate] * units);
            else
                Add(name, tensor, view.RowRange(gate * units, units), target, row: order[gate] * units);
        }
    }

    /// <summary>Writes the weights into the parameters.</summary>
    public void Load()
    {
        foreach (Parameter<T> parameter in Parameters)
            Array.Clear(parameter.Value);
        foreach (Link link in _links)
        {
            double[] data = _tensors[link.Name].Data;
            link.ForEach((place, element) => link.Target.Value[element] += T.CreateTruncating(data[place]));
        }

        foreach (Parameter<T> parameter in Parameters)
            WeightMutation.Current?.Apply(parameter);
    }

    /// <summary>The gradient of a weight, as it lies in the case.</summary>
    public double[] Gradient(string name)
    {
        double[] result = new double[_tensors[name].Data.Length];
        foreach (Link link in _links.Where(link => link.Name == name))
            link.ForEach((place, element) => result[place] += double.CreateTruncating(link.Target.Gradient[element]));
        return result;
    }

    // One tensor a name, however often it was read.
    private VectorTensor Keep(string name, VectorTensor tensor) => _tensors.TryAdd(name, tensor) ? tensor : _tensors[name];

    private sealed record Link(string Name, MatrixView View, Parameter<T> Target, int Row, int Column)
    {
        public void ForEach(Action<int, int> visit)
        {
            for (int row = 0; row < View.Rows; row++)
            {
                for (int column = 0; column < View.Columns; column++)
                    visit(View.Place(row, column), ((Row + row) * Target.Columns) + Column + column);
            }
        }
    }
}
