using System.Text.Json;

namespace Engram.Conformance.Tests.Cases;

/// <summary>The attributes of an operator or a layer. What nobody asked for is refused in the end, so that no option is overlooked.</summary>
/// <param name="where">What they belong to, for the message.</param>
/// <param name="json">The object; <see langword="null"/> for none.</param>
public sealed class CaseOptions(string where, JsonElement? json)
{
    private readonly HashSet<string> _asked = [];

    /// <summary>Whether an attribute is given.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A string, or a default.</summary>
    public string Text(string name, string fallback) => Find(name)?.GetString() ?? fallback;

    /// <summary>A string; the default where it is not given, <see langword="null"/> where it is given as null.</summary>
    public string? TextOrNull(string name, string fallback) =>
        Find(name)?.GetString() ?? (json is not null && json.Value.TryGetProperty(name, out _) ? null : fallback);

    /// <summary>A whole number, or a default.</summary>
    public int Whole(string name, int fallback) => Find(name)?.GetInt32() ?? fallback;

    /// <summary>A number; <see langword="null"/> where it is not given.</summary>
    public double? Number(string name) => Find(name)?.GetDouble();

    /// <summary>True or false (or 1 or 0), or a default.</summary>
    public bool Flag(string name, bool fallback) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } number => number.GetInt32() != 0,
        JsonElement element => element.GetBoolean(),
    };

    /// <summary>A number, or a default.</summary>
    public double Number(string name, double fallback) => Number(name) ?? fallback;

    /// <summary>An object.</summary>
    /// <exception cref="KeyNotFoundException">It is not given.</exception>
    public JsonElement Element(string name) => Find(name) ?? throw new KeyNotFoundException($"{where}: there is no '{name}'.");

    /// <summary>A list of strings; empty where it is not given.</summary>
    public string[] Texts(string name) => Find(name) is JsonElement list ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    /// <summary>A list of numbers; empty where it is not given.</summary>
    public double[] Numbers(string name) => Find(name) is JsonElement list ? [.. list.EnumerateArray().Select(item => item.GetDouble())] : [];

    /// <summary>Lets attributes pass that change no result.</summary>
    public CaseOptions Allow(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            _asked.Add(name);
        return this;
    }

    /// <summary>Throws where an attribute is given that nobody asked for.</summary>
    /// <exception cref="NotSupportedException">There is one.</exception>
    public void RequireAllAsked()
    {
        string[] unknown = json is null ? [] : [.. json.Value.EnumerateObject().Select(item => item.Name).Where(name => !_asked.Contains(name))];
        if (unknown.Length > 0)
            throw new NotSupportedException($"{where}: the attribute '{unknown[0]}' is not known here. Teach it to the adapter, or refuse it by name.");
    }

    private JsonElement? Find(string name)
    {
        _asked.Add(name);
        return json is not null && json.Value.TryGetProperty(name, out JsonElement found) && found.ValueKind != JsonValueKind.Null ? found : null;
    }
}
