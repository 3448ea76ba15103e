using System.Numerics;
using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>Moves parameters against their gradients, step by step.</summary>
/// <remarks>
/// A step reads every <see cref="Parameter{T}.Gradient"/>, writes every <see cref="Parameter{T}.Value"/>, leaves the gradients as they are, and
/// allocates nothing. The same parameters, gradients and state give the same bits, on every machine. Not thread-safe.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> to train, <see cref="double"/> to check.</typeparam>
public interface IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The parameters, in the order in which they are updated.</summary>
    IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>How many steps have been taken; 0 in the beginning.</summary>
    long StepCount { get; }

    /// <summary>Takes one step.</summary>
    /// <param name="learningRate">The learning rate of this step, 0 or more.</param>
    /// <param name="gradientScale">Every gradient is taken times this: the factor that <see cref="GradientClipping"/> found, or one over the
    /// batch; 1 leaves the gradients as they are.</param>
    /// <param name="team">Threads that may be used; they do not change the bits.</param>
    void Step(double learningRate, double gradientScale = 1, WorkTeam? team = null);

    /// <summary>Sets every gradient to zero.</summary>
    /// <param name="team">Threads that may be used.</param>
    void ClearGradients(WorkTeam? team = null);

    /// <summary>What a checkpoint has to keep beside <see cref="StepCount"/>: the optimizer's own arrays, not copies of them.</summary>
    /// <returns>Names such as <c>layers.0.forward.kernel.firstMoment</c>, each with as many values as its parameter has.</returns>
    IEnumerable<(string Name, T[] Values)> State();

    /// <summary>Goes on where a checkpoint was taken: the next step has the same bits as that of the run which was not interrupted.</summary>
    /// <param name="stepCount">The <see cref="StepCount"/> of the checkpoint.</param>
    /// <param name="state">The arrays of <see cref="State"/>, by name. Their contents are copied.</param>
    /// <exception cref="ArgumentException">A name is missing, or an array has another length.</exception>
    void Restore(long stepCount, IReadOnlyDictionary<string, T[]> state);
}
