using System.Numerics;
using Engram.Conformance.Tests.Cases;
using Engram.Layers;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>What all recurrent layers of Keras share: sequences in, sequences or the last output out, states in and out, state kept.</summary>
/// <remarks>The product computes steps that count; a step that does not repeats the output of the step read before it, or is 0.</remarks>
/// <typeparam name="T">The element type.</typeparam>
internal abstract class KerasSequences<T> : KerasLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private KerasStates<T>? _states;
    private NetworkState<T>? _zero;
    private KerasArray? _input;

    /// <summary>The network of the product.</summary>
    protected RecurrentNetwork<T> Network { get; private set; } = null!;

    /// <summary>Its memory.</summary>
    protected NetworkPass<T> Pass { get; private set; } = null!;

    /// <summary><c>return_sequences</c>.</summary>
    protected bool ReturnsSequences { get; private set; }

    /// <inheritdoc/>
    public override bool ReturnsStates => Returns;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double[] Values)> States => _states!.Name(Pass.FinalState!, IsStack, FirstState);

    /// <summary>The number of the first state among the results.</summary>
    protected virtual int FirstState => 1;

    /// <summary>Whether there are several cells, one above the other.</summary>
    protected virtual bool IsStack => false;

    private bool Returns { get; set; }

    /// <inheritdoc/>
    public override KerasArray Forward(KerasArray input, IReadOnlyList<double[]>? initial = null)
    {
        _input = input;
        NetworkState<T>? start = initial is null ? null : _states!.Fill(Network.InitialState(input.Sentences), initial);
        SequenceBatch<T> batch = new(Ragged(input), Masks(input));
        T[][][] outputs = Pass.Forward(batch, start);
        _zero = Network.InitialState(input.Sentences);
        return ReturnsSequences ? Sequences(input, outputs) : Last(input);
    }

    /// <inheritdoc/>
    public override KerasArray Backpropagate(KerasArray dOutput)
    {
        KerasArray input = _input!;
        KerasArray dSteps = new(new double[input.Vectors * Network.OutputSize], input.Sentences, input.Steps, Network.OutputSize);
        NetworkState<T>? dFinal = null;
        if (ReturnsSequences)
            SequencesGradient(input, dOutput, dSteps);
        else
            LastGradient(input, dOutput, dFinal = _zero!);
        T[][][] dInput = Pass.Backpropagate(Ragged(dSteps), dFinal);
        return new(
            [.. dInput.SelectMany(sentence => sentence).SelectMany(vector => vector).Select(double.CreateTruncating)],
            input.Sentences, input.Steps, input.Columns);
    }

    /// <inheritdoc/>
    public override void ResetState() => Pass.ResetState();

    /// <summary>Builds the network.</summary>
    /// <param name="layers">Its layers.</param>
    /// <param name="states">For each layer and direction the parts of its state that Keras knows.</param>
    /// <param name="options">The attributes of the layer.</param>
    protected void Build(IReadOnlyList<Layer<T>> layers, IReadOnlyList<IReadOnlyList<string>> states, CaseOptions options)
    {
        Network = new RecurrentNetwork<T>(layers);
        foreach (Engram.Numerics.Parameter<T> parameter in Network.Parameters)
            Array.Clear(parameter.Value); // weights that a case does not have are 0
        Pass = Network.CreatePass();
        Pass.Stateful = options.Flag("stateful", false);
        ReturnsSequences = options.Flag("return_sequences", false);
        Returns = options.Flag("return_state", false);
        options.Allow("unroll", "time_major", "use_cudnn");
        if (options.Flag("time_major", false))
            throw new NotSupportedException("time_major: sequences come with the batch first here.");
        _states = new(states);
    }

    /// <inheritdoc/>
    protected override void Prepare() => Network.Prepare();

    /// <summary>The outputs of all steps in Keras's order, which is the product's unless a layer says otherwise.</summary>
    /// <param name="input">What went in.</param>
    /// <param name="outputs">What came out, in the order of the input, with what the product writes at steps that do not count.</param>
    protected virtual KerasArray Sequences(KerasArray input, T[][][] outputs) => new(
        [.. outputs.SelectMany(sentence => sentence).SelectMany(vector => vector).Select(double.CreateTruncating)],
        input.Sentences, input.Steps, Network.OutputSize, input.Mask);

    /// <summary>The gradient of <see cref="Sequences"/>.</summary>
    protected virtual void SequencesGradient(KerasArray input, KerasArray dOutput, KerasArray dSteps) => dOutput.Data.CopyTo(dSteps.Data, 0);

    /// <summary>The output after the last step read, from the final state.</summary>
    protected abstract KerasArray Last(KerasArray input);

    /// <summary>The gradient of <see cref="Last"/>.</summary>
    protected abstract void LastGradient(KerasArray input, KerasArray dOutput, NetworkState<T> dFinal);

    private static T[][][] Ragged(KerasArray array) =>
    [
        .. Enumerable.Range(0, array.Sentences).Select(sentence => Enumerable.Range(0, array.Steps!.Value).Select(
            step => array.Vector(sentence, step).ToArray().Select(T.CreateTruncating).ToArray()).ToArray()),
    ];

    private static bool[][]? Masks(KerasArray array) => array.Mask?.Chunk(array.Steps!.Value).ToArray();
}
