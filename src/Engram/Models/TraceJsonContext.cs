using System.Text.Json;
using System.Text.Json.Serialization;
using Engram.Layers;

namespace Engram.Models;

/// <summary>How a trace becomes JSON: properties and enumerations in camel case, numbers short.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(CellForm), typeof(DirectionForm), typeof(UtteranceForm), typeof(NumberForm), typeof(RowForm)])]
[JsonSerializable(typeof(MemoryTrace))]
internal sealed partial class TraceJsonContext : JsonSerializerContext;

/// <summary>A cell by its name: <c>lstm</c>.</summary>
internal sealed class CellForm() : JsonStringEnumConverter<CellKind>(JsonNamingPolicy.CamelCase);

/// <summary>A direction by its name: <c>reverse</c>.</summary>
internal sealed class DirectionForm() : JsonStringEnumConverter<Direction>(JsonNamingPolicy.CamelCase);

/// <summary>An answer as it stands everywhere.</summary>
internal sealed class UtteranceForm : WrittenForm<TaggedUtterance>
{
    public override void Write(Utf8JsonWriter writer, TaggedUtterance value, JsonSerializerOptions options) =>
        TaggedUtteranceJson.Write(writer, value);
}

/// <summary>A number with seven significant digits.</summary>
internal sealed class NumberForm : WrittenForm<double>
{
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[ShortNumber.MostBytes];
        writer.WriteRawValue(text[..ShortNumber.Format(value, text)], skipInputValidation: true);
    }
}

/// <summary>A row of numbers in one piece, which is several times faster than number by number.</summary>
internal sealed class RowForm : WrittenForm<float[]>
{
    [ThreadStatic]
    private static byte[]? _text;

    public override void Write(Utf8JsonWriter writer, float[] value, JsonSerializerOptions options)
    {
        int most = 2 + (value.Length * (ShortNumber.MostBytes + 1));
        if (_text is null || _text.Length < most)
            _text = new byte[most];
        Span<byte> text = _text;
        text[0] = (byte)'[';
        int length = 1;
        for (int i = 0; i < value.Length; i++)
        {
            if (i > 0)
                text[length++] = (byte)',';
            length += ShortNumber.Format(value[i], text[length..]);
        }

        text[length++] = (byte)']';
        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }
}

/// <summary>The form of what is written and never read back.</summary>
internal abstract class WrittenForm<T> : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A trace is written as JSON, but not read.");
}
