using Engram.Numerics;

namespace Engram.Training;

/// <summary>A running average of the weights over the last steps: it scores better than any single step.</summary>
/// <remarks>Exponential moving average (Polyak and Juditsky, SIAM J. Control and Optimization 30(4), 1992, in the form of Tarvainen and Valpola, NIPS
/// 2017): a ← d·a + (1 − d)·w, with d rising to its final value over the first steps, d_s = min(d, (1 + s) / (10 + s)).</remarks>
internal sealed class WeightAverage
{
    private readonly IReadOnlyList<Parameter<float>> _parameters;
    private readonly double _decay;
    private readonly float[][] _averages;
    private readonly ParameterPieces<float> _approach;
    private float _share;

    public WeightAverage(IReadOnlyList<Parameter<float>> parameters, double decay)
    {
        _parameters = parameters;
        _decay = decay;
        _averages = [.. parameters.Select(parameter => (float[])parameter.Value.Clone())];
        _approach = new(parameters, index => Approach(_averages[index], _parameters[index].Value, _share));
    }

    /// <summary>The averages, in the order of the parameters.</summary>
    public IReadOnlyList<float[]> Averages => _averages;

    /// <summary>Takes the weights in.</summary>
    public void Update(long step, WorkTeam team)
    {
        double decay = Math.Min(_decay, (1.0 + step) / (10.0 + step));
        _share = (float)(1 - decay);
        _approach.Run(team);
    }

    private static void Approach(float[] average, float[] weights, float share)
    {
        System.Numerics.Vector<float> shares = new(share);
        int i = 0;
        for (; i + System.Numerics.Vector<float>.Count <= average.Length; i += System.Numerics.Vector<float>.Count)
        {
            System.Numerics.Vector<float> old = new(average, i);
            (old + (shares * (new System.Numerics.Vector<float>(weights, i) - old))).CopyTo(average, i);
        }

        for (; i < average.Length; i++)
            average[i] += share * (weights[i] - average[i]);
    }
}
