using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Families.Keras;

namespace Engram.Conformance.Tests;

/// <summary>The one list of options that Engram has chosen not to have. It may hold at most one case in twenty.</summary>
public static class Refusals
{
    /// <summary>The largest share of the cases that may be refused.</summary>
    public const double MostOfTheCases = 0.05;

    /// <summary>The list, each with its reason.</summary>
    public static IReadOnlyList<Refusal> All { get; } =
    [
        .. KerasActivations.Refused.Select(name => new Refusal(
            $"activation '{name}'",
            vector => vector.Kind.StartsWith("keras.", StringComparison.Ordinal) && Holds(vector, $"\"{name}\""),
            "It falls and rises, so its derivative cannot be computed from its output, the only thing that a cell keeps.")),
        new Refusal(
            "use_ema",
            vector => vector.Find("attributes", "use_ema") is { ValueKind: JsonValueKind.True },
            "Weights are averaged by the trainer, whatever the optimizer."),
        new Refusal(
            "a stack of cells",
            vector => vector.Kind == "keras.Bidirectional" && vector.Find("forward", "cells") is { ValueKind: JsonValueKind.Array } cells
                && cells.GetArrayLength() > 1,
            "Each layer of a deep network reads in both directions here; two stacks that meet only at the top are not a layer."),
    ];

    /// <summary>The refusal that applies to a case; <see langword="null"/> where it must pass.</summary>
    public static Refusal? For(VectorCase vector) => All.FirstOrDefault(refusal => refusal.Applies(vector));

    private static bool Holds(VectorCase vector, string text) => vector.Json.GetRawText().Contains(text, StringComparison.Ordinal);
}
