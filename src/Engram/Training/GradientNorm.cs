using Engram.Numerics;

namespace Engram.Training;

/// <summary>The norm of all gradients together, parameter by parameter on the threads of a team; the bits of <see
/// cref="GradientClipping.Norm{T}"/>.</summary>
internal sealed class GradientNorm
{
    private readonly IReadOnlyList<Parameter<float>> _parameters;
    private readonly double[] _squares;
    private readonly int[] _largestFirst;
    private readonly Action<int> _add;

    public GradientNorm(IReadOnlyList<Parameter<float>> parameters)
    {
        _parameters = parameters;
        _squares = new double[parameters.Count];
        _largestFirst = [.. Enumerable.Range(0, parameters.Count).OrderByDescending(index => parameters[index].Count)];
        _add = AddOne;
    }

    public double Compute(WorkTeam team)
    {
        team.Run(_squares.Length, _add);
        double total = 0;
        foreach (double squares in _squares)
            total += squares;
        return Math.Sqrt(total);
    }

    private void AddOne(int piece)
    {
        int index = _largestFirst[piece];
        _squares[index] = GradientClipping.Sum<float>(_parameters[index].Gradient, power: 2);
    }
}
