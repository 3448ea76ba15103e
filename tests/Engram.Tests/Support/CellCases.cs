using System.Numerics;
using Engram.Cells;

namespace Engram.Tests.Support;

/// <summary>Every kind of cell, by name; each passes the same contract.</summary>
public static class CellCases
{
    private static readonly string[] Smooth =
    [
        "elman", "elman sigmoid", "elman linear", "elman softplus",
        "jordan", "jordan linear", "jordan decay", "jordan forced", "hybrid",
        "lstm", "lstm peephole", "lstm forgetFromInput", "lstm inputFromForget", "lstm forgetFromInput peephole", "lstm inputFromForget peephole",
        "lstm projection", "lstm projection bias peephole", "inputGated", "inputGated linear", "inputGated peephole",
        "gru before", "gru after",
    ];

    // Softsign and Elu bend so sharply at 0 that central differences across it are off.
    private static readonly string[] Kinked = ["elman relu", "elman clip", "elman hardSigmoid", "gru clip before", "gru clip after",
        "gru odd before", "gru odd after", "lstm odd", "lstm odd peephole", "lstm odd inputFromForget peephole", "lstm odd projection",
        "lstm clip", "lstm clip peephole", "lstm cellClip", "lstm cellClip peephole inputFromForget", "lstm projection clip cellClip"];

    public static TheoryData<string, bool> All()
    {
        TheoryData<string, bool> cases = [];
        foreach (string name in Smooth)
            cases.Add(name, false);
        foreach (string name in Kinked)
            cases.Add(name, true);
        return cases;
    }

    /// <summary>Those whose loss bends nowhere.</summary>
    public static TheoryData<string> WithoutKinks() => [.. Smooth];

    /// <summary>Whether the labels are fed back.</summary>
    public static bool IsForced(string name) => name.Contains("forced", StringComparison.Ordinal);

    public static IRecurrentCell<T> Create<T>(string name, int units)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => name.Split(' ')[0] switch
        {
            "elman" => Elman<T>(name, units),
            "gru" => new GruCell<T>(units, Gru(name)),
            "jordan" or "hybrid" => new JordanCell<T>(units, 2 + (units % 7), Jordan(name)),
            "lstm" => new LstmCell<T>(units, Lstm(name, units)),
            "inputGated" => new InputGatedLstmCell<T>(units, Lstm(name, units)),
            _ => throw new ArgumentException($"No cell '{name}'."),
        };

    private static ElmanCell<T> Elman<T>(string name, int units)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => name switch
        {
            "elman" => new(units),
            "elman clip" => new(units, Activation.Tanh, clip: 0.7),
            _ => new(units, name == "elman hardSigmoid" ? Activation.HardSigmoid() : ActivationNames.Parse(name[6..])),
        };

    private static JordanOptions Jordan(string name) => name switch
    {
        "jordan" => new(),
        "jordan linear" => new() { HiddenActivation = Activation.Tanh, OutputActivation = Activation.Linear },
        "jordan decay" => new() { ContextDecay = 0.5, OutputActivation = Activation.Sigmoid },
        "jordan forced" => new() { ContextDecay = 0.25, HiddenActivation = Activation.Tanh },
        _ => new() { HiddenFeedback = true, ContextDecay = 0.3 },
    };

    private static GruOptions Gru(string name)
    {
        GruOptions options = new() { ResetAfter = name.EndsWith("after", StringComparison.Ordinal) };
        if (name.Contains("odd", StringComparison.Ordinal))
            return options with { GateActivation = Activation.Softsign, CandidateActivation = Activation.Softplus };
        return name.Contains("clip", StringComparison.Ordinal) ? options with { Clip = 0.6 } : options;
    }

    private static LstmOptions Lstm(string name, int units)
    {
        HashSet<string> words = [.. name.Split(' ')];
        return new()
        {
            Peepholes = words.Contains("peephole"),
            Coupling = words.Contains("forgetFromInput") ? LstmCoupling.ForgetFromInput
                : words.Contains("inputFromForget") ? LstmCoupling.InputFromForget
                : LstmCoupling.None,
            GateActivation = words.Contains("odd") ? Activation.Softsign : Activation.Sigmoid,
            CandidateActivation = words.Contains("odd") ? Activation.Softplus : words.Contains("linear") ? Activation.Linear : Activation.Tanh,
            OutputActivation = words.Contains("odd") ? Activation.Elu(0.5) : words.Contains("linear") ? Activation.Linear : Activation.Tanh,
            Clip = words.Contains("clip") ? 0.5 : null,
            CellClip = words.Contains("cellClip") ? 0.4 : null,
            ProjectionSize = words.Contains("projection") ? 1 + (units / 2) : null,
            ProjectionBias = words.Contains("bias"),
            ProjectionClip = words.Contains("projection") && words.Contains("clip") ? 0.3 : null,
        };
    }
}
