using System.Globalization;

namespace Engram.Cells;

/// <summary>What activations are called: here, in ONNX and in Keras.</summary>
public static class ActivationNames
{
    /// <summary>An activation by Engram's own name, with α and β in parentheses where the kind has them.</summary>
    /// <param name="text">Such as <c>tanh</c> or <c>hardSigmoid(0.2, 0.5)</c>; case does not matter.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">No such activation, or a wrong number of numbers.</exception>
    public static Activation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(['(', ',', ')'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        double[] numbers = new double[Math.Max(parts.Length - 1, 0)];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!double.TryParse(parts[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
                throw new ArgumentException($"Activation '{text}': '{parts[i + 1]}' is no number. Write it as in hardSigmoid(0.2, 0.5).");
        }

        if (parts.Length == 0 || !Enum.TryParse(parts[0], ignoreCase: true, out ActivationKind kind) || char.IsDigit(parts[0][0]))
            throw Unknown(text, Enum.GetNames<ActivationKind>());
        if (numbers.Length != Numbers(kind))
            throw new ArgumentException($"Activation '{text}': {numbers.Length} numbers were given, but {kind} takes {Numbers(kind)}.");
        return new(kind, numbers.Length > 0 ? numbers[0] : 0, numbers.Length > 1 ? numbers[1] : 0);
    }

    /// <summary>An activation by its ONNX name; case does not matter. Without α or β, ONNX's own defaults hold.</summary>
    /// <param name="name">Such as <c>HardSigmoid</c>.</param>
    /// <param name="alpha">α, or <see langword="null"/>.</param>
    /// <param name="beta">β, or <see langword="null"/>.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">ONNX has no such activation.</exception>
    public static Activation FromOnnx(string name, double? alpha = null, double? beta = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.ToUpperInvariant() switch
        {
            "TANH" => Activation.Tanh,
            "SIGMOID" => Activation.Sigmoid,
            "RELU" => Activation.Relu,
            "AFFINE" => new(ActivationKind.Affine, alpha ?? 1, beta ?? 0),
            "LEAKYRELU" => Activation.LeakyRelu(alpha ?? 0.01),
            "THRESHOLDEDRELU" => new(ActivationKind.ThresholdedRelu, alpha ?? 1),
            "SCALEDTANH" => new(ActivationKind.ScaledTanh, alpha ?? 1, beta ?? 1),
            "HARDSIGMOID" => Activation.HardSigmoid(alpha ?? 0.2, beta ?? 0.5),
            "ELU" => Activation.Elu(alpha ?? 1),
            "SOFTSIGN" => Activation.Softsign,
            "SOFTPLUS" => Activation.Softplus,
            _ => throw Unknown(
                name,
                ["Tanh", "Sigmoid", "Relu", "Affine", "LeakyRelu", "ThresholdedRelu", "ScaledTanh", "HardSigmoid", "Elu", "Softsign", "Softplus"]),
        };
    }

    /// <summary>An activation by its Keras name, with the numbers that the name alone stands for there.</summary>
    /// <param name="name">Such as <c>hard_sigmoid</c> (Keras 3) or <c>hard_sigmoid_legacy</c> (Keras 2 and TensorFlow.js).</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">No such activation, or one whose derivative cannot be told from its output.</exception>
    public static Activation FromKeras(string name) => name switch
    {
        "linear" => Activation.Linear,
        "tanh" => Activation.Tanh,
        "sigmoid" => Activation.Sigmoid,
        "relu" => Activation.Relu,
        "relu6" => new(ActivationKind.Clamp, 0, 6),
        "leaky_relu" => Activation.LeakyRelu(0.2),
        "hard_sigmoid" => Activation.HardSigmoid(1.0 / 6),
        "hard_sigmoid_legacy" => Activation.HardSigmoid(0.2),
        "hard_tanh" => new(ActivationKind.Clamp, -1, 1),
        "elu" => Activation.Elu(),
        "selu" => new(ActivationKind.Elu, 1.6732632423543772, 1.0507009873554805),
        "softsign" => Activation.Softsign,
        "softplus" => Activation.Softplus,
        "log_sigmoid" => new(ActivationKind.LogSigmoid),
        "exponential" => new(ActivationKind.Exponential),
        _ => throw Unknown(
            name,
            [
                "linear", "tanh", "sigmoid", "relu", "relu6", "leaky_relu", "hard_sigmoid", "hard_sigmoid_legacy", "hard_tanh", "elu", "selu",
                "softsign", "softplus", "log_sigmoid", "exponential",
            ]),
    };

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    internal static string Format(Activation activation)
    {
        string kind = activation.Kind.ToString();
        string name = char.ToLowerInvariant(kind[0]) + kind[1..];
        return Numbers(activation.Kind) switch
        {
            0 => name,
            1 => string.Create(CultureInfo.InvariantCulture, $"{name}({activation.Alpha:R})"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{name}({activation.Alpha:R}, {activation.Beta:R})"),
        };
    }

    private static int Numbers(ActivationKind kind) => kind switch
    {
        ActivationKind.LeakyRelu or ActivationKind.ThresholdedRelu => 1,
        ActivationKind.Affine or ActivationKind.ScaledTanh or ActivationKind.HardSigmoid or ActivationKind.Clamp or ActivationKind.Elu => 2,
        _ => 0,
    };

    private static ArgumentException Unknown(string name, string[] known) =>
        new($"Activation '{name}' is not known. Use one of {string.Join(", ", known)}.");
}
