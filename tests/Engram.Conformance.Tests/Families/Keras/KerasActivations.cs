using Engram.Cells;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>Reads the name of an activation; <see langword="null"/> is linear, as in Keras.</summary>
internal static class KerasActivations
{
    /// <summary>Those that Engram has chosen not to have, see <see cref="Refusals"/>.</summary>
    public static readonly string[] Refused = ["silu", "swish", "gelu", "mish", "hard_silu", "hard_swish"];

    /// <summary>The activation of a name.</summary>
    /// <exception cref="NotSupportedException">Engram has chosen not to have it.</exception>
    public static Activation Read(string? name) => name is null ? Activation.Linear
        : Refused.Contains(name) ? throw new NotSupportedException($"The activation '{name}' is none of Engram's.")
        : ActivationNames.FromKeras(name);
}
