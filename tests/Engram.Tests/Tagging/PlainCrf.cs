using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Tests.Tagging;

/// <summary>Sums over all sequences, in logarithms and one number at a time: slow, and too simple to be wrong at the edge of a block.</summary>
internal sealed class PlainCrf
{
    private readonly LinearChainCrf<double> _crf;
    private readonly double[,] _emissions;
    private readonly double[,] _before;
    private readonly double[,] _after;

    public PlainCrf(LinearChainCrf<double> crf, double[,] emissions)
    {
        (_crf, _emissions) = (crf, emissions);
        int length = emissions.GetLength(0), tags = crf.Tags;
        (_before, _after) = (new double[length, tags], new double[length, tags]);
        for (int step = 0; step < length; step++)
        {
            for (int tag = 0; tag < tags; tag++)
            {
                _before[step, tag] = emissions[step, tag] + (step == 0
                    ? crf.Start.Value[tag]
                    : LogSum(from => _before[step - 1, from] + Transition(from, tag)));
                int back = length - 1 - step;
                _after[back, tag] = step == 0
                    ? crf.End.Value[tag]
                    : LogSum(to => Transition(tag, to) + emissions[back + 1, to] + _after[back + 1, to]);
            }
        }

        LogPartition = LogSum(tag => _before[length - 1, tag] + crf.End.Value[tag]);
    }

    public double LogPartition { get; }

    /// <summary>P(y_step = tag).</summary>
    public double Marginal(int step, int tag) => Math.Exp(_before[step, tag] + _after[step, tag] - LogPartition);

    /// <summary>P(y_(step − 1) = from, y_step = to).</summary>
    public double Marginal(int step, int from, int to) =>
        Math.Exp(_before[step - 1, from] + Transition(from, to) + _emissions[step, to] + _after[step, to] - LogPartition);

    /// <summary>The score of the best sequence.</summary>
    public double BestScore()
    {
        double[] best = [.. _crf.Start.Value.Select((start, tag) => start + _emissions[0, tag])];
        for (int step = 1; step < _emissions.GetLength(0); step++)
        {
            best =
            [
                .. Enumerable.Range(0, _crf.Tags).Select(
                    to => _emissions[step, to] + Enumerable.Range(0, _crf.Tags).Max(from => best[from] + Transition(from, to))),
            ];
        }

        return best.Select((score, tag) => score + _crf.End.Value[tag]).Max();
    }

    private double Transition(int from, int to) => _crf.Transitions.Value[(from * _crf.Tags) + to];

    private double LogSum(Func<int, double> score) =>
        Softmax.LogSumExp<double>(Enumerable.Range(0, _crf.Tags).Select(score).ToArray());
}
