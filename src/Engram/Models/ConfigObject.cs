using System.Globalization;
using System.Text.Json;

namespace Engram.Models;

/// <summary>An object of a model's configuration, whose fields are all required and checked as they are read.</summary>
internal sealed class ConfigObject
{
    private readonly JsonElement _element;
    private readonly string _file;
    private readonly string _path;

    public ConfigObject(JsonElement element, string file, string path = "")
    {
        _file = file;
        _path = path;
        _element = element.ValueKind == JsonValueKind.Object
            ? element
            : throw Wrong(path.Length == 0 ? "the whole" : $"'{path}'", element, "an object");
    }

    /// <summary>Refuses objects, at any depth, that have a field twice.</summary>
    /// <remarks>The reader of the framework can refuse them too, but loads the system's cryptography for it, a tenth of a start.</remarks>
    public static void RequireFieldsOnce(JsonElement element, string file)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
                RequireFieldsOnce(item, file);
        }

        if (element.ValueKind != JsonValueKind.Object)
            return;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (JsonProperty field in element.EnumerateObject())
        {
            string name = NameOf(field, file);
            if (!seen.Add(name))
                throw Damaged(file, $"'{Shorten(name)}' stands there twice");
            RequireFieldsOnce(field.Value, file);
        }
    }

    /// <summary>A field as it stands.</summary>
    public JsonElement this[string name] => _element.TryGetProperty(name, out JsonElement value)
        ? value
        : throw Damaged($"{Place(name)} is missing");

    /// <summary>What the file says it is, where it is something else than a tagger.</summary>
    public string? Kind => _element.TryGetProperty("kind", out _) ? Text("kind") : null;

    public ConfigObject Object(string name) => new(this[name], _file, Path(name));

    public int Integer(string name) => this[name] is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number)
        ? number
        : throw Wrong(Place(name), this[name], "a whole number");

    public double Number(string name, double least = double.MinValue, double most = double.MaxValue)
    {
        JsonElement value = this[name];
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number >= least && number <= most
            ? number
            : throw Wrong(Place(name), value, least > double.MinValue ? Invariant($"a number from {least} to {most}") : "a number");
    }

    public bool Flag(string name) => this[name] is { ValueKind: JsonValueKind.True or JsonValueKind.False } value
        ? value.GetBoolean()
        : throw Wrong(Place(name), this[name], "true or false");

    public string Text(string name) => TextOf(this[name], Place(name));

    public IReadOnlyList<string> Texts(string name)
    {
        JsonElement values = this[name];
        if (values.ValueKind != JsonValueKind.Array)
            throw Wrong(Place(name), values, "an array of strings");
        string[] texts = new string[values.GetArrayLength()];
        HashSet<string> seen = new(texts.Length, StringComparer.Ordinal);
        int index = 0;
        foreach (JsonElement value in values.EnumerateArray())
        {
            string text = TextOf(value, Invariant($"'{Path(name)}[{index}]'"));
            if (!seen.Add(text))
                throw Damaged(Invariant($"'{Path(name)}[{index}]' is '{text}', which stands there already; each may stand once"));
            texts[index++] = text;
        }

        return texts;
    }

    /// <summary>The value of an enumeration, written in camel case.</summary>
    public T Choice<T>(string name)
        where T : struct, Enum
    {
        string text = Text(name);
        foreach (T value in System.Enum.GetValues<T>())
        {
            if (NameOf(value) == text)
                return value;
        }

        throw Damaged($"{Place(name)} is '{Shorten(text)}'. Expected one of: {string.Join(", ", System.Enum.GetValues<T>().Select(NameOf))}");
    }

    /// <summary>How a value of an enumeration is written.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>The exception for something that is wrong with the configuration.</summary>
    public ModelFileException Damaged(string what, Exception? cause = null) => Damaged(_file, what, cause);

    private static ModelFileException Damaged(string file, string what, Exception? cause = null) =>
        new($"{file}: the configuration (engram.config) is damaged: {what}. {ModelFile.GetItAgain}", cause!);

    private static string NameOf(JsonProperty field, string file)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException cause) // an escape such as \ud800 that is half a character
        {
            throw Damaged(file, "the name of a field is not valid Unicode", cause);
        }
    }

    /// <summary>The exception for a file that holds something else.</summary>
    public ModelFileException NoTagger(string kind) => new(
        $"{_file}: this is no tagger, but '{Shorten(kind)}'. Give a model that 'engram train' wrote; a checkpoint is for 'engram train --resume'.");

    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text.AsSpan(0, 40)}…";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private string TextOf(JsonElement value, string place)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw Wrong(place, value, "a string");
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException cause) // an escape such as \ud800 that is half a character
        {
            throw Damaged($"{place} holds text that is not valid Unicode", cause);
        }
    }

    private string Path(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private string Place(string name) => $"'{Path(name)}'";

    private ModelFileException Wrong(string place, JsonElement found, string expected) =>
        Damaged($"{place} is {Shorten(found.GetRawText())}, but {expected} was expected");
}
