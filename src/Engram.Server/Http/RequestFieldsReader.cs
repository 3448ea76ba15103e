using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Http;

/// <summary>Reads the body of a request, strictly: one object, known fields, each once, of the right type.</summary>
/// <param name="path">The endpoint, for messages.</param>
/// <param name="allowed">What may stand in the body.</param>
internal readonly struct RequestFieldsReader(string path, RequestField allowed)
{
    private const int MaxDepth = 8;

    private static readonly (RequestField Field, string Name)[] Names =
    [
        (RequestField.Text, "text"), (RequestField.Texts, "texts"), (RequestField.Against, "against"), (RequestField.Model, "model"),
        (RequestField.AgainstModel, "againstModel"), (RequestField.Word, "word"), (RequestField.Top, "top"),
    ];

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a body.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="most">The most sentences.</param>
    /// <exception cref="ProblemException">400: the body is wrong; 413: too many sentences.</exception>
    public RequestFields Read(ReadOnlySpan<byte> body, int most)
    {
        int skipped = body.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        Utf8JsonReader reader = new(body[skipped..], new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            return ReadObject(ref reader, most);
        }
        catch (JsonException wrong)
        {
            string place = body.Length == skipped ? "the body is empty" : $"the body is not JSON at {Place(wrong, reader.BytesConsumed + skipped)}";
            throw Wrong($"{place}.", "Mind quotes, commas and nesting; strings may not hold control characters as they are.");
        }
        catch (InvalidOperationException)
        {
            throw Wrong(
                $"the string before byte {reader.BytesConsumed + skipped} of the body holds half a surrogate pair, or bytes that are not UTF-8.",
                "Send text in UTF-8; escapes such as \\ud83d\\ude80 stand in pairs.");
        }
    }

    private RequestFields ReadObject(ref Utf8JsonReader reader, int most)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Wrong($"the body is {Kind(reader.TokenType)}.", "Send an object.");
        RequestFields fields = default;
        RequestField seen = RequestField.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            RequestField field = Field(ref reader);
            if (field != RequestField.None && (seen & field) != 0)
                throw Wrong($"'{Name(field)}' stands twice in the body.", "Give it once.");
            seen |= field;
            reader.Read();
            ReadValue(ref reader, field, most, ref fields);
        }

        reader.Read(); // nothing may follow
        return fields;
    }

    private void ReadValue(ref Utf8JsonReader reader, RequestField field, int most, ref RequestFields fields)
    {
        switch (field)
        {
            case RequestField.Text:
                fields.Text = String(ref reader, field);
                break;
            case RequestField.Texts:
                fields.Texts = Strings(ref reader, most);
                break;
            case RequestField.Against:
                fields.Against = String(ref reader, field);
                break;
            case RequestField.Model:
                fields.Model = String(ref reader, field);
                break;
            case RequestField.AgainstModel:
                fields.AgainstModel = String(ref reader, field);
                break;
            case RequestField.Word:
                fields.Word = Whole(ref reader, field, least: 0);
                break;
            case RequestField.Top:
                fields.Top = Whole(ref reader, field, least: 1);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private RequestField Field(ref Utf8JsonReader reader)
    {
        foreach ((RequestField field, string name) in Names)
        {
            if ((allowed & field) != 0 && reader.ValueTextEquals(name))
                return field;
        }

        if ((allowed & RequestField.Others) != 0)
            return RequestField.None;
        string unknown = reader.GetString()!;
        throw Wrong($"there is no field '{(unknown.Length > 40 ? $"{unknown.AsSpan(0, 40)}…" : unknown)}' here.", "Leave it out, or mend its name.");
    }

    private string String(ref Utf8JsonReader reader, RequestField field) => reader.TokenType == JsonTokenType.String
        ? reader.GetString()!
        : throw Wrong($"'{Name(field)}' is {Kind(reader.TokenType)}.", $"Give '{Name(field)}' as a string.");

    private List<string> Strings(ref Utf8JsonReader reader, int most)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Wrong($"'texts' is {Kind(reader.TokenType)}.", "Give 'texts' as an array of strings.");
        List<string> texts = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String)
                throw Wrong($"texts[{texts.Count}] is {Kind(reader.TokenType)}.", "Give 'texts' as an array of strings.");
            if (texts.Count == most)
                throw TooMany(most);
            texts.Add(reader.GetString()!);
        }

        return texts;
    }

    private int Whole(ref Utf8JsonReader reader, RequestField field, int least)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value) && value >= least)
            return value;
        string came = reader.TokenType == JsonTokenType.Number ? "no whole number of that range" : Kind(reader.TokenType);
        throw Wrong($"'{Name(field)}' is {came}.", $"Give '{Name(field)}' as a whole number, {least} or more.");
    }

    private static string Name(RequestField field) => Array.Find(Names, pair => pair.Field == field).Name;

    private static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a truth value",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };

    private static string Place(JsonException wrong, long consumed)
        => wrong is { LineNumber: { } line, BytePositionInLine: { } column } ? $"line {line + 1}, byte {column + 1}" : $"byte {consumed + 1}";

    private ProblemException Wrong(string detail, string fix)
    {
        RequestField known = allowed;
        string names = string.Join(", ", Names.Where(pair => (known & pair.Field) != 0).Select(pair => pair.Name));
        return new ProblemException(StatusCodes.Status400BadRequest, $"{path}: {detail}", $"One JSON object with some of: {names}.", fix);
    }

    private ProblemException TooMany(int most) => new(
        StatusCodes.Status413PayloadTooLarge,
        $"{path}: 'texts' has more than {most} sentences.",
        $"At most {most} sentences.",
        "Send fewer in each request, or start the server with a larger --max-sentences.");
}
