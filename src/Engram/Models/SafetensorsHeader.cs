using System.Text.Json;

namespace Engram.Models;

/// <summary>The header of a safetensors file: where each tensor lies, and the metadata. Reading it checks everything it claims.</summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The key under which the metadata stand among the tensors.</summary>
    public const string MetadataName = "__metadata__";

    private static readonly string[] Types = Enum.GetNames<TensorType>();

    private readonly List<long> _numbers = [];
    private readonly string _file;

    private SafetensorsHeader(string file) => _file = file;

    /// <summary>The metadata.</summary>
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Where the text of each value of the metadata lies in the header, quotes excluded.</summary>
    public Dictionary<string, (int Start, int Length)> MetadataPlaces { get; } = new(StringComparer.Ordinal);

    /// <summary>The tensors in the order of their data, which fill the file without a gap.</summary>
    public List<TensorPlace> Tensors { get; } = [];

    /// <summary>Bytes of all tensors.</summary>
    public long DataLength => Tensors.Count == 0 ? 0 : Tensors[^1].End;

    /// <summary>Reads a header.</summary>
    /// <param name="text">JSON, padded with spaces at its end.</param>
    /// <param name="file">The name of the file, for messages.</param>
    /// <exception cref="ModelFileException">The header is no such JSON, or what it says cannot be.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> text, string file)
    {
        SafetensorsHeader header = new(file);
        try
        {
            header.ReadAll(text);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ModelFileException($"{file}: the header is not valid JSON: {exception.Message} {ModelFile.GetItAgain}", exception);
        }

        header.Tensors.Sort((left, right) => (left.Begin, left.End).CompareTo((right.Begin, right.End)));
        header.CheckPlaces();
        return header;
    }

    private void ReadAll(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != '{')
            throw Damaged("the header does not begin with '{'");
        Utf8JsonReader json = new(text);
        HashSet<string> names = new(StringComparer.Ordinal);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            if (!names.Add(name))
                throw Damaged($"the name '{Shorten(name)}' occurs twice in the header");
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
                throw Damaged($"the entry '{Shorten(name)}' of the header is no object");
            if (name == MetadataName)
                ReadMetadata(ref json);
            else
                Tensors.Add(ReadTensor(ref json, name));
        }

        if (json.Read())
            throw Damaged("the header goes on after its closing '}'");
    }

    private void ReadMetadata(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string key = json.GetString()!;
            json.Read();
            if (json.TokenType != JsonTokenType.String)
                throw Damaged($"the value of '{Shorten(key)}' in {MetadataName} is no string");
            if (!Metadata.TryAdd(key, json.GetString()!))
                throw Damaged($"the key '{Shorten(key)}' occurs twice in {MetadataName}");
            MetadataPlaces[key] = (checked((int)json.TokenStartIndex + 1), json.ValueSpan.Length);
        }
    }

    private TensorPlace ReadTensor(ref Utf8JsonReader json, string name)
    {
        TensorType? type = null;
        long[]? shape = null, offsets = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("dtype"u8) && type is null)
                type = ReadType(ref json, name);
            else if (json.ValueTextEquals("shape"u8) && shape is null)
                shape = ReadNumbers(ref json, name, "shape");
            else if (json.ValueTextEquals("data_offsets"u8) && offsets is null)
                offsets = ReadNumbers(ref json, name, "data_offsets");
            else
                throw Damaged($"the entry of tensor '{Shorten(name)}' has a key twice, or one that is none of dtype, shape, data_offsets");
        }

        if (type is null || shape is null || offsets is not [long begin, long end])
            throw Damaged($"the entry of tensor '{Shorten(name)}' lacks dtype, shape, or data_offsets with two numbers");
        long count = StoredTensor.CountOf(shape);
        int size = StoredTensor.SizeOf(type.Value);
        if (count < 0 || count > long.MaxValue / size || begin < 0 || end - begin != count * size)
        {
            throw Damaged(
                $"tensor '{Shorten(name)}', {type} [{Shorten(string.Join(", ", shape))}], does not fit data_offsets [{begin}, {end}], "
                + "whose difference must be the elements times their size");
        }

        return end - begin <= Array.MaxLength
            ? new(name, type.Value, shape, begin, end)
            : throw new ModelFileException(
                $"{_file}: tensor '{Shorten(name)}' has {end - begin} bytes; at most {Array.MaxLength} can be read. Split it.");
    }

    private TensorType ReadType(ref Utf8JsonReader json, string name)
    {
        json.Read();
        for (int i = 0; i < Types.Length && json.TokenType == JsonTokenType.String; i++)
        {
            if (json.ValueTextEquals(Types[i]))
                return (TensorType)i;
        }

        string text = json.TokenType == JsonTokenType.String ? json.GetString()! : "?";
        throw new ModelFileException(
            $"{_file}: tensor '{Shorten(name)}' has the dtype '{Shorten(text)}', which Engram cannot read. "
            + $"Convert it to one of {string.Join(", ", Types)}.");
    }

    private long[] ReadNumbers(ref Utf8JsonReader json, string name, string key)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
            throw Damaged($"'{key}' of tensor '{Shorten(name)}' is no list");
        _numbers.Clear();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out long number))
                throw Damaged($"'{key}' of tensor '{Shorten(name)}' holds something that is no whole number");
            _numbers.Add(number);
        }

        return [.. _numbers];
    }

    private void CheckPlaces()
    {
        long end = 0;
        foreach (TensorPlace tensor in Tensors)
        {
            if (tensor.Begin != end)
            {
                throw Damaged(
                    $"the data of tensor '{Shorten(tensor.Name)}' begin at {tensor.Begin}, but those before end at {end}; "
                    + "tensors must lie side by side, without gap or overlap");
            }

            end = tensor.End;
        }
    }

    private ModelFileException Damaged(string what) => new($"{_file}: {what}. {ModelFile.GetItAgain}");

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
