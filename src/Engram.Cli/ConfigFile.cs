using System.Text;
using System.Text.Json;

namespace Engram.Cli;

/// <summary>Reads a configuration file: one JSON object, flat, an option a field; comments and a comma after the last field are allowed.</summary>
internal static class ConfigFile
{
    /// <summary>The options of a file, in its order.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is something else; the message gives file, line, what was found and the fix.</exception>
    public static IReadOnlyList<ConfigEntry> Read(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: there is no such file. Expected a JSON file with options, such as {{\"units\": 100}}.", path);
        byte[] bytes = File.ReadAllBytes(path);
        int mark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            return Read(path, bytes.AsSpan(mark));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the latter: a text that is not UTF-8
        {
            int line = error is JsonException { LineNumber: { } number } ? (int)number + 1 : 1;
            throw Wrong(path, line, "this is not JSON in UTF-8", error);
        }
    }

    private static List<ConfigEntry> Read(string path, ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        List<ConfigEntry> entries = [];
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Wrong(path, Line(json, reader.TokenStartIndex), "the file holds no JSON object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int line = Line(json, reader.TokenStartIndex);
            string name = reader.GetString()!;
            reader.Read();
            if (entries.Any(entry => entry.Name == name))
                throw Wrong(path, line, $"'{name}' stands twice");
            string value = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                JsonTokenType.True => "true",
                JsonTokenType.False => "false",
                _ => throw Wrong(path, line, $"the value of '{name}' is neither text, a number, true nor false"),
            };
            entries.Add(new ConfigEntry(line, name, value));
        }

        while (reader.Read()) // whatever follows the object is refused
        {
        }

        return entries;
    }

    private static int Line(ReadOnlySpan<byte> json, long position) => json[..(int)position].Count((byte)'\n') + 1;

    private static InvalidDataException Wrong(string path, int line, string what, Exception? cause = null) => new(
        Terminal.Text($"{path}, line {line}: {what}. Expected one object with an option a field, such as {{\"cell\": \"gru\", \"units\": 100}}."),
        cause);
}
