using System.Numerics;
using Engram.Cells;
using Engram.Encoders;
using Engram.Layers;

namespace Engram.Tests.Support;

/// <summary>Every kind of layer, by name; each passes the same contract.</summary>
public static class LayerCases
{
    public static TheoryData<string> All() =>
    [
        "forward", "reverse", "peephole", "jordan", "hybrid", "gru", "learned", "bidirectional", "sum", "average", "product", "dense", "denseTanh",
        "denseSoftplus", "normalization", "residual", "projection", "attention", "lookAhead", "window", "deep",
    ];

    /// <summary>Layers that recur, with dropout on what they feed back.</summary>
    public static TheoryData<string> Dropping() => ["elman", "lstm", "gru", "gruAfter", "jordan", "hybrid", "decay", "projection", "inputGated", "both", "input"];

    public static Layer<T> Create<T>(string name, int inputSize, int units)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => name switch
        {
            "forward" => new RecurrentLayer<T>(new LstmCell<T>(units), inputSize),
            "reverse" => new RecurrentLayer<T>(new ElmanCell<T>(units), inputSize, Direction.Reverse),
            "peephole" => new RecurrentLayer<T>(new LstmCell<T>(units, peepholes: true), inputSize, Direction.Reverse),
            "jordan" => new RecurrentLayer<T>(new JordanCell<T>(units, 3), inputSize),
            "hybrid" => new RecurrentLayer<T>(new JordanCell<T>(units, 3, new() { HiddenFeedback = true, ContextDecay = 0.4 }), inputSize, Direction.Reverse),
            "gru" => new RecurrentLayer<T>(new GruCell<T>(units), inputSize),
            "learned" => Both<T>(inputSize, units, Merge.Concat, learn: true),
            "bidirectional" => Both<T>(inputSize, units, Merge.Concat),
            "sum" => Both<T>(inputSize, units, Merge.Sum),
            "average" => Both<T>(inputSize, units, Merge.Average),
            "product" => Both<T>(inputSize, units, Merge.Product),
            "dense" => new Dense<T>(inputSize, units),
            "denseTanh" => new Dense<T>(inputSize, units, Activation.Tanh),
            "denseSoftplus" => new Dense<T>(inputSize, units, Activation.Softplus),
            "normalization" => new LayerNormalization<T>(inputSize + 1),
            "residual" => new Residual<T>(new RecurrentLayer<T>(new GruCell<T>(inputSize), inputSize)),
            "projection" => new Residual<T>(new RecurrentLayer<T>(new ElmanCell<T>(inputSize + 2), inputSize), project: true),
            "attention" => new SelfAttention<T>(inputSize, units),
            "lookAhead" => new LookAhead<T>(inputSize, 1 + (units % 3)),
            "window" => new ContextWindow<T>(inputSize, 3),
            "deep" => Deep<T>(inputSize, units),
            _ => throw new ArgumentException($"There is no layer '{name}'."),
        };

    public static Layer<T> CreateDropping<T>(string name, int inputSize, int units)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IRecurrentCell<T> Cell() => name switch
        {
            "elman" => new ElmanCell<T>(units),
            "gru" => new GruCell<T>(units),
            "gruAfter" => new GruCell<T>(units, new() { ResetAfter = true }),
            "jordan" => new JordanCell<T>(units, 3),
            "hybrid" => new JordanCell<T>(units, 3, new() { HiddenFeedback = true }),
            "projection" => new LstmCell<T>(units, new LstmOptions { ProjectionSize = 2, Coupling = LstmCoupling.ForgetFromInput }),
            "inputGated" => new InputGatedLstmCell<T>(units, new LstmOptions { Peepholes = true }),
            "decay" => new JordanCell<T>(units, 3, new() { ContextDecay = 0.4 }),
            "lstm" or "both" => new LstmCell<T>(units, peepholes: true),
            _ => throw new ArgumentException($"There is no cell '{name}'."),
        };
        if (name == "input")
            return new Dropout<T>(inputSize, 0.4);
        RecurrentLayer<T> forward = new(Cell(), inputSize, recurrentDropout: 0.4);
        return name == "both" ? new Bidirectional<T>(forward, new(Cell(), inputSize, Direction.Reverse, 0.4)) : forward;
    }

    private static Bidirectional<T> Both<T>(int inputSize, int units, Merge merge, bool learn = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        new RecurrentLayer<T>(new LstmCell<T>(units), inputSize, learnInitialState: learn),
        new RecurrentLayer<T>(learn ? new GruCell<T>(units) : new LstmCell<T>(units), inputSize, Direction.Reverse, learnInitialState: learn),
        merge);

    private static Stacked<T> Deep<T>(int inputSize, int units)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        [
            new Dropout<T>(inputSize, 0.5), Both<T>(inputSize, units, Merge.Concat), new LayerNormalization<T>(2 * units),
            new Residual<T>(new RecurrentLayer<T>(new GruCell<T>(2 * units), 2 * units, Direction.Reverse)), new Dropout<T>(2 * units, 0.5),
            new LookAhead<T>(2 * units, 2), new Residual<T>(new SelfAttention<T>(2 * units, 3), project: true), new Dense<T>(3, 4),
        ]);
}
