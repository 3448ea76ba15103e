using System.Text.Json;

namespace Engram.Conformance.Tests.Cases;

/// <summary>One case of a vector file.</summary>
/// <param name="Group">The group it belongs to.</param>
/// <param name="Name">Its name, also the name of its test.</param>
/// <param name="Kind">Which runner it needs.</param>
/// <param name="Json">All of it.</param>
public sealed record VectorCase(string Group, string Name, string Kind, JsonElement Json)
{
    /// <summary>The options of the operator; an empty object where there are none.</summary>
    public JsonElement Attributes => Find("attributes") ?? JsonElement.Parse("{}");

    /// <summary>How near results must be.</summary>
    public Tolerance Tolerance => Find("tolerance") is JsonElement tolerance ? Tolerance.Read(tolerance) : default;

    /// <summary>Whether the case must be refused, as the software that it was taken from refuses it.</summary>
    public bool ExpectsFailure => Find("expect_failure") is { ValueKind: JsonValueKind.True };

    /// <summary>What stands under some names, one inside the other; <see langword="null"/> where one is missing or null.</summary>
    public JsonElement? Find(params ReadOnlySpan<string> path)
    {
        JsonElement element = Json;
        foreach (string name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }
        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    /// <summary>What stands under some names, one inside the other.</summary>
    /// <exception cref="KeyNotFoundException">One is missing.</exception>
    public JsonElement Get(params ReadOnlySpan<string> path) =>
        Find(path) ?? throw new KeyNotFoundException($"{Name}: there is no '{string.Join('.', path.ToArray())}'.");

    /// <summary>The tensor under some names; <see langword="null"/> where there is none.</summary>
    public VectorTensor? FindTensor(params ReadOnlySpan<string> path) => Find(path) is JsonElement element ? VectorTensor.Read(element) : null;

    /// <summary>The tensor under some names.</summary>
    /// <exception cref="KeyNotFoundException">One is missing.</exception>
    public VectorTensor Tensor(params ReadOnlySpan<string> path) => VectorTensor.Read(Get(path));

    /// <summary>An attribute that is a string, or a default.</summary>
    public string Option(string name, string fallback) => Find("attributes", name)?.GetString() ?? fallback;

    /// <summary>An attribute that is a whole number, or a default.</summary>
    public int Option(string name, int fallback) => Find("attributes", name)?.GetInt32() ?? fallback;

    /// <summary>An attribute that is a number, or a default.</summary>
    public double Option(string name, double fallback) => Find("attributes", name)?.GetDouble() ?? fallback;

    /// <summary>An attribute that is true or false (or 1 or 0), or a default.</summary>
    public bool Option(string name, bool fallback) => Find("attributes", name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } number => number.GetInt32() != 0,
        JsonElement element => element.GetBoolean(),
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
