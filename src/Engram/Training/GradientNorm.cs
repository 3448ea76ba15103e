using Engram.Numerics;

namespace Engram.Training;

/// <summary>The norm of all gradients together, parameter by parameter on the threads of a team; the bits of <see
/// cref="GradientClipping.Norm{T}"/>.</summary>
internal sealed class GradientNorm
{
    private readonly IReadOnlyList<Parameter<float>> _parameters;
    private readonly double[] _squares;
    private readonly ParameterPieces<float> _add;

    public GradientNorm(IReadOnlyList<Parameter<float>> parameters)
    {
        _parameters = parameters;
        _squares = new double[parameters.Count];
        _add = new(parameters, index => _squares[index] = GradientClipping.Sum<float>(_parameters[index].Gradient, power: 2));
    }

    public double Compute(WorkTeam team)
    {
        _add.Run(team);
        double total = 0;
        foreach (double squares in _squares)
            total += squares;
        return Math.Sqrt(total);
    }
}
