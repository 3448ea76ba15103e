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
        "lstm", "peephole",
        "gru before", "gru after", "gru odd before", "gru odd after",
    ];

    private static readonly string[] Kinked = ["elman relu", "elman clip", "elman hardSigmoid", "gru clip before", "gru clip after"];

    public static TheoryData<string, bool> All()
    {
        TheoryData<string, bool> cases = [];
        foreach (string name in Smooth)
            cases.Add(name, false);
        foreach (string name in Kinked)
            cases.Add(name, true);
        return cases;
    }

    /// <summary>Whether the labels are fed back.</summary>
    public static bool IsForced(string name) => name.Contains("forced", StringComparison.Ordinal);

    public static IRecurrentCell<T> Create<T>(string name, int units)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => name.Split(' ')[0] switch
        {
            "elman" => Elman<T>(name, units),
            "gru" => new GruCell<T>(units, Gru(name)),
            "jordan" or "hybrid" => new JordanCell<T>(units, 2 + (units % 7), Jordan(name)),
            "lstm" => new LstmCell<T>(units),
            "peephole" => new LstmCell<T>(units, peepholes: true),
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
}
