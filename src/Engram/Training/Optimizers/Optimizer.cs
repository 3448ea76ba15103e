using System.Numerics;
using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>What all optimizers share: the parameters, the state arrays beside them, counting, saving, restoring.</summary>
internal abstract class Optimizer<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly OptimizerOptions _options;
    private readonly List<(string Name, T[][] Values)> _state = [];
    private readonly ParameterPieces<T> _update;
    private readonly ParameterPieces<T> _clear;
    private T _scale;
    private T _decay;
    private T _keep;

    protected Optimizer(OptimizerOptions options, IReadOnlyList<Parameter<T>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        HashSet<string> names = [];
        foreach (Parameter<T> parameter in parameters)
            if (!names.Add(parameter.Name))
                throw new ArgumentException(
                    $"Optimizer: two parameters are called '{parameter.Name}'. Give each a name of its own.", nameof(parameters));
        _options = options;
        Parameters = parameters;
        _update = new(parameters, UpdateOne);
        _clear = new(parameters, index => Array.Clear(Parameters[index].Gradient));
    }

    public IReadOnlyList<Parameter<T>> Parameters { get; }

    public long StepCount { get; private set; }

    public void Step(double learningRate, double gradientScale = 1, WorkTeam? team = null)
    {
        StepCount++;
        Prepare(learningRate);
        bool decoupled = _options.DecoupledWeightDecay;
        _scale = T.CreateTruncating(gradientScale);
        _decay = T.CreateTruncating(decoupled ? 0 : _options.WeightDecay);
        _keep = T.CreateTruncating(decoupled ? 1 - (learningRate * _options.WeightDecay) : 1);
        _update.Run(team);
    }

    public void ClearGradients(WorkTeam? team = null) => _clear.Run(team);

    public IEnumerable<(string Name, T[] Values)> State()
    {
        foreach ((string name, T[][] values) in _state)
            for (int index = 0; index < values.Length; index++)
                yield return ($"{Parameters[index].Name}.{name}", values[index]);
    }

    public void Restore(long stepCount, IReadOnlyDictionary<string, T[]> state)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stepCount);
        ArgumentNullException.ThrowIfNull(state);
        foreach ((string name, T[] values) in State())
        {
            if (!state.TryGetValue(name, out T[]? saved))
                throw new ArgumentException(
                    $"The optimizer's state has no '{name}'. It was saved by another optimizer or for another network.", nameof(state));
            if (saved.Length != values.Length)
                throw new ArgumentException(
                    $"The optimizer's state '{name}' has {saved.Length} values, but its parameter has {values.Length}.", nameof(state));
        }

        foreach ((string name, T[] values) in State())
            state[name].CopyTo(values, 0);
        StepCount = stepCount;
        Restored();
    }

    /// <summary>Computes what is the same for every parameter of this step; <see cref="StepCount"/> already counts it.</summary>
    protected virtual void Prepare(double learningRate)
    {
    }

    /// <summary>Called when <see cref="StepCount"/> and the arrays come from a checkpoint.</summary>
    protected virtual void Restored()
    {
    }

    /// <summary>Updates one parameter.</summary>
    protected abstract void Update(int index, Move move);

    /// <summary>Adds an array beside every parameter, part of the state.</summary>
    protected T[][] AddState(string name, double initial = 0)
    {
        T[][] values = new T[Parameters.Count][];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = new T[Parameters[index].Count];
            if (initial != 0)
                Array.Fill(values[index], T.CreateTruncating(initial));
        }

        _state.Add((name, values));
        return values;
    }

    private void UpdateOne(int index) =>
        Update(index, new Move(Parameters[index].Value, Parameters[index].Gradient, _scale, _decay, _keep));

    /// <summary>One parameter on its way: the gradient to follow is scale·gradient + decay·value, and the value starts from keep·value.</summary>
    protected readonly ref struct Move(Span<T> value, ReadOnlySpan<T> gradient, T scale, T decay, T keep)
    {
        public readonly Span<T> Value = value;
        public readonly ReadOnlySpan<T> Gradient = gradient;
        public readonly T Scale = scale;
        public readonly T Decay = decay;
        public readonly T Keep = keep;

        public T GradientAt(int i) => (Gradient[i] * Scale) + (Value[i] * Decay);

        public void Subtract(int i, T amount) => Value[i] = (Value[i] * Keep) - amount;
    }
}
