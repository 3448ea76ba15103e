using System.Text.Json;

namespace Engram.Server.Streaming;

/// <summary>What a client says in a stream: <c>{"word":"Taipei"}</c>, or <c>{"end":true}</c>.</summary>
/// <param name="Word">The word; <see langword="null"/> where the sentence ends.</param>
internal readonly record struct StreamMessage(string? Word)
{
    /// <summary>Reads a message.</summary>
    /// <returns><see langword="null"/> where it is none.</returns>
    public static StreamMessage? Read(ReadOnlySpan<byte> message)
    {
        try
        {
            Utf8JsonReader reader = new(message, new JsonReaderOptions { MaxDepth = 2 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
                return null;
            StreamMessage? read = ReadField(ref reader);
            return reader.Read() && reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? read : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null; // no JSON, or half a surrogate pair
        }
    }

    private static StreamMessage? ReadField(ref Utf8JsonReader reader)
    {
        bool isWord = reader.ValueTextEquals("word"), isEnd = reader.ValueTextEquals("end");
        reader.Read();
        if (isWord && reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } word && !string.IsNullOrWhiteSpace(word))
            return new StreamMessage(word);
        return isEnd && reader.TokenType == JsonTokenType.True ? new StreamMessage(null) : null;
    }
}
