using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Families.Keras;

namespace Engram.Conformance.Tests;

/// <summary>The one list of options that Engram has chosen not to have. It may hold at most one case in twenty.</summary>
public static class Refusals
{
    /// <summary>The largest share of the cases that may be refused.</summary>
    public const double MostOfTheCases = 0.05;

    /// <summary>The list, each with its reason. An option is looked for wherever in a case it may stand.</summary>
    public static IReadOnlyList<Refusal> All { get; } =
    [
        .. KerasActivations.Refused.Select(activation => new Refusal(
            $"activation '{activation.Key}'", OfKeras(item => Activations(item).Contains(activation.Key)), activation.Value)),
        .. new[] { "softmax", "log_softmax" }.Select(name => new Refusal(
            $"activation '{name}' of a cell",
            OfKeras(item => Activations(item).Contains(name) && Text(item, "kind") is not ("keras.Dense" or "keras.Activation" or null)),
            "It ties the units of a cell together; every function inside a cell is of one unit.")),
        .. KerasLayers.Refused.Select(layer => new Refusal($"layer '{layer.Key}'", OfKeras(item => Text(item, "kind") == layer.Key), layer.Value)),
        new Refusal("use_ema", OfKeras(item => IsTrue(item, "use_ema")), "Weights are averaged by the trainer, whatever the optimizer."),
        new Refusal(
            "a stack of cells",
            OfKeras(item => Text(item, "kind") == "keras.Bidirectional" && item.TryGetProperty("forward", out JsonElement half)
                && half.TryGetProperty("cells", out JsonElement cells) && cells.GetArrayLength() > 1),
            "Each layer of a deep network reads in both directions here; two stacks that meet only at the top are not a layer."),
        new Refusal(
            "layer_norm_coefficients",
            vector => vector.Kind.StartsWith("tflite.", StringComparison.Ordinal) && Objects(vector.Json).Any(item => item.EnumerateObject().Any(
                member => member.Name.EndsWith("layer_norm_coefficients", StringComparison.Ordinal) && member.Value.ValueKind != JsonValueKind.Null)),
            "Layers are normalised between each other, never inside the gates."),
    ];

    /// <summary>The refusal that applies to a case; <see langword="null"/> where it must pass.</summary>
    public static Refusal? For(VectorCase vector) => All.FirstOrDefault(refusal => refusal.Applies(vector));

    private static Func<VectorCase, bool> OfKeras(Func<JsonElement, bool> holds) =>
        vector => vector.Kind.StartsWith("keras.", StringComparison.Ordinal) && Objects(vector.Json).Any(holds);

    // Every object of a case that is no tensor, however deep.
    private static IEnumerable<JsonElement> Objects(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object when !VectorTensor.Is(element) => element.EnumerateObject().SelectMany(member => Objects(member.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Objects),
        _ => [],
    };

    // Of a layer or a cell, which keeps them among its attributes.
    private static string?[] Activations(JsonElement item) => item.TryGetProperty("attributes", out JsonElement attributes)
        ? [Text(attributes, "activation"), Text(attributes, "recurrent_activation")]
        : [];

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static bool IsTrue(JsonElement item, string name) => item.TryGetProperty(name, out JsonElement flag) && flag.ValueKind == JsonValueKind.True;
}
