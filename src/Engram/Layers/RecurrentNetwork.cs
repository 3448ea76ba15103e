using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>A network on its own, without a tagger: a stack of layers that runs sequences of vectors.</summary>
/// <remarks>Build one with a <see cref="NetworkBuilder{T}"/>. <see cref="Run(SequenceBatch{T}, NetworkState{T})"/> is thread-safe as long as nobody
/// changes the parameters; to train, or to carry state, use a pass: <see cref="CreatePass"/>.</remarks>
/// <typeparam name="T"><see cref="float"/> to train and predict, <see cref="double"/> to check gradients.</typeparam>
public sealed class RecurrentNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ConcurrentBag<NetworkPass<T>> _passes = [];
    private readonly RecurrentLayer<T>[] _recurrent;
    private readonly string[] _names;

    /// <summary>Stacks layers and gives their parameters starting values.</summary>
    /// <param name="layers">From the bottom up, at least one.</param>
    /// <param name="seed">Same seed, same values.</param>
    public RecurrentNetwork(IReadOnlyList<Layer<T>> layers, long seed = 1)
    {
        Layers = new Stacked<T>(layers);
        Layers.Initialize(new SeededRandom(seed));
        Layers.Prepare();
        _recurrent = [.. Layers.CreatePass().RecurrentPasses.Select(pass => pass.Layer)];
        _names = [.. _recurrent.Select(layer => layer.Input.Kernel.Name[..layer.Input.Kernel.Name.LastIndexOf('.')])];
    }

    /// <summary>The layers.</summary>
    public Stacked<T> Layers { get; }

    /// <summary>Length of a vector that comes in.</summary>
    public int InputSize => Layers.InputSize;

    /// <summary>Length of a vector that comes out.</summary>
    public int OutputSize => Layers.OutputSize;

    /// <summary>Everything that is trained, by name: <c>0.forward.kernel</c>.</summary>
    public IReadOnlyList<Parameter<T>> Parameters => Layers.Parameters;

    /// <summary>The parameter of a name.</summary>
    /// <param name="name">Such as <c>0.forward.kernel</c>.</param>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public Parameter<T> Parameter(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name)
        ?? throw new ArgumentException(
            $"RecurrentNetwork: no parameter is called '{name}'. There are {string.Join(", ", Parameters.Select(parameter => parameter.Name))}.",
            nameof(name));

    /// <summary>Gets ready to run with the parameters as they are now. To be called after they change.</summary>
    public void Prepare() => Layers.Prepare();

    /// <summary>Creates the memory of a run, to train or to carry state.</summary>
    /// <param name="team">Threads that it may use; <see langword="null"/> to run on the caller's alone.</param>
    public NetworkPass<T> CreatePass(WorkTeam? team = null) => new(this, team);

    /// <summary>Runs ragged sequences.</summary>
    /// <param name="sequences"><c>[sequence][step][InputSize]</c>.</param>
    public NetworkResult<T> Run(IReadOnlyList<T[][]> sequences) => Run(new SequenceBatch<T>(sequences));

    /// <summary>Runs a batch, without dropout. Thread-safe.</summary>
    /// <param name="batch">The sequences.</param>
    /// <param name="initial">The states in which they start; without: the layers' own.</param>
    public NetworkResult<T> Run(SequenceBatch<T> batch, NetworkState<T>? initial = null)
    {
        if (!_passes.TryTake(out NetworkPass<T>? pass))
            pass = CreatePass();
        NetworkResult<T> result = new(pass.Forward(batch, initial), pass.FinalState!);
        _passes.Add(pass);
        return result;
    }

    /// <summary>The states in which sequences start by themselves: zero, or what the layers have learnt.</summary>
    /// <param name="sequences">How many sequences.</param>
    public NetworkState<T> InitialState(int sequences) => InitialState(sequences, zero: false);

    internal NetworkState<T> InitialState(int sequences, bool zero)
    {
        LayerState<T>[] states = new LayerState<T>[_recurrent.Length];
        for (int i = 0; i < states.Length; i++)
        {
            states[i] = new LayerState<T>(_names[i], _recurrent[i].Cell.State, sequences);
            foreach (T[] values in states[i].Values)
            {
                if (!zero)
                    _recurrent[i].InitialState?.Value.CopyTo(values, 0);
            }
        }

        return new NetworkState<T>(states);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{InputSize} -> {OutputSize}, {Layers.Layers.Count} layers, {Parameters.Sum(parameter => parameter.Count)} parameters");
}
