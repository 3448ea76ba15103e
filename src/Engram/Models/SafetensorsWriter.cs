using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Engram.Models;

/// <summary>Writes safetensors files: the same content gives the same bytes.</summary>
/// <remarks>
/// Tensors lie from the widest elements to the narrowest and by name (ordinal) within a width, so that each is aligned; the keys of the metadata
/// are sorted; the header is padded with spaces so that the data start at a multiple of 64.
/// </remarks>
public static class SafetensorsWriter
{
    private const int Alignment = 64;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The tensors, in any order; no two of the same name.</param>
    /// <param name="metadata">Strings kept with them.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name, or one has the name of the metadata.</exception>
    public static void Write(Stream stream, IReadOnlyList<StoredTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(stream);
        StoredTensor[] sorted = Sort(tensors);
        stream.Write(CreateHeader(sorted, metadata));
        foreach (StoredTensor tensor in sorted)
            stream.Write(tensor.Data.Span);
    }

    /// <summary>Puts tensors in the order in which they are written.</summary>
    internal static StoredTensor[] Sort(IReadOnlyList<StoredTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        StoredTensor[] sorted =
        [
            .. tensors.OrderByDescending(tensor => StoredTensor.SizeOf(tensor.Type)).ThenBy(tensor => tensor.Name, StringComparer.Ordinal),
        ];
        HashSet<string> names = new(StringComparer.Ordinal) { SafetensorsHeader.MetadataName };
        foreach (StoredTensor tensor in sorted)
        {
            if (!names.Add(tensor.Name))
                throw new ArgumentException($"SafetensorsWriter: the name '{tensor.Name}' is taken. Give each tensor its own.", nameof(tensors));
        }

        return sorted;
    }

    /// <summary>The length of the header and the header itself.</summary>
    internal static byte[] CreateHeader(StoredTensor[] sorted, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
                WriteMetadata(json, metadata);
            long offset = 0;
            foreach (StoredTensor tensor in sorted)
                offset = WriteTensor(json, tensor, offset);
            json.WriteEndObject();
        }

        int used = sizeof(long) + buffer.WrittenCount;
        byte[] header = new byte[(used + Alignment - 1) / Alignment * Alignment];
        header.AsSpan(used).Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(header.AsSpan(sizeof(long)));
        BinaryPrimitives.WriteInt64LittleEndian(header, header.Length - sizeof(long));
        return header;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafetensorsHeader.MetadataName);
        foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static long WriteTensor(Utf8JsonWriter json, StoredTensor tensor, long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.ToString());
        json.WriteStartArray("shape");
        foreach (long axis in tensor.Shape)
            json.WriteNumberValue(axis);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + tensor.Data.Length);
        json.WriteEndArray();
        json.WriteEndObject();
        return offset + tensor.Data.Length;
    }
}
