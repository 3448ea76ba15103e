using Engram.Cells;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>Reads the name of an activation; <see langword="null"/> is linear, as in Keras.</summary>
internal static class KerasActivations
{
    private const string NotMonotone = "It falls and rises, so its derivative cannot be computed from its output, the only thing that a cell keeps.";
    private const string NotInverted = "No formula gives its derivative from its output, the only thing that a cell keeps.";
    private const string Unused = "No recurrent network of the literature uses it, and relu, softplus and hard sigmoid stand near it.";

    /// <summary>Those that Engram has chosen not to have, each with the reason; see <see cref="Refusals"/>.</summary>
    public static readonly IReadOnlyDictionary<string, string> Refused = new Dictionary<string, string>
    {
        ["silu"] = NotMonotone,
        ["swish"] = NotMonotone,
        ["gelu"] = NotMonotone,
        ["mish"] = NotMonotone,
        ["hard_silu"] = NotMonotone,
        ["hard_swish"] = NotMonotone,
        ["tanh_shrink"] = NotInverted,
        ["squareplus"] = Unused,
        ["sparse_plus"] = Unused,
        ["hard_shrink"] = Unused,
        ["soft_shrink"] = Unused,
        ["threshold"] = Unused,
        ["glu"] = "It halves the columns; an activation here gives as many as it takes.",
    };

    /// <summary>The activation of a name.</summary>
    /// <exception cref="NotSupportedException">Engram has chosen not to have it.</exception>
    public static Activation Read(string? name) => name switch
    {
        null => Activation.Linear,
        "celu" => Activation.Elu(), // with Keras's own α = 1
        "sparse_sigmoid" => Activation.HardSigmoid(0.5),
        _ when KerasSoftmax.Is(name) => throw new NotSupportedException($"The activation '{name}' of a cell would tie its units together."),
        _ when Refused.ContainsKey(name) => throw new NotSupportedException($"The activation '{name}' is none of Engram's."),
        _ => ActivationNames.FromKeras(name),
    };
}
