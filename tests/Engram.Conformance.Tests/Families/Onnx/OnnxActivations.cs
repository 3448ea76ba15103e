using Engram.Cells;
using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests.Families.Onnx;

/// <summary>Reads <c>activations</c>, <c>activation_alpha</c> and <c>activation_beta</c>.</summary>
internal static class OnnxActivations
{
    private static readonly string[] Alphas = ["affine", "leakyrelu", "thresholdedrelu", "scaledtanh", "hardsigmoid", "elu"];
    private static readonly string[] Betas = ["affine", "scaledtanh", "hardsigmoid"];

    /// <summary>The activations of each direction.</summary>
    /// <param name="options">The attributes of the operator.</param>
    /// <param name="defaults">The activations of one direction where none are given.</param>
    /// <param name="directions">How many directions.</param>
    /// <exception cref="ArgumentException">An unknown activation, or a wrong number of them.</exception>
    public static Activation[][] Read(CaseOptions options, string[] defaults, int directions)
    {
        string[] names = options.Texts("activations");
        Queue<double> alphas = new(options.Numbers("activation_alpha")), betas = new(options.Numbers("activation_beta"));
        if (names.Length == 0)
            names = defaults;
        if (names.Length == defaults.Length && directions == 2)
            names = [.. names, .. names]; // one set given for both directions
        if (names.Length == 2 * defaults.Length && directions == 1)
            names = names[..defaults.Length]; // ONNX's own default for RNN names both directions
        if (names.Length != defaults.Length * directions)
            throw new ArgumentException($"{names.Length} activations were given, but {directions} directions take {defaults.Length} each.");

        // Each activation takes the next α and β if it has any; without one left, its default.
        Activation[] all = [.. names.Select(name => ActivationNames.FromOnnx(name, Next(Alphas, name, alphas), Next(Betas, name, betas)))];
        if (options.Texts("activations").Length > 0 && alphas.Count + betas.Count > 0)
            throw new ArgumentException($"{alphas.Count} values of alpha and {betas.Count} of beta belong to no activation.");
        return [.. all.Chunk(defaults.Length)];
    }

    private static double? Next(string[] users, string name, Queue<double> values) =>
        users.Contains(name, StringComparer.OrdinalIgnoreCase) && values.TryDequeue(out double value) ? value : null;
}
