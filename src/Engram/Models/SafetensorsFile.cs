using System.Buffers.Binary;
using System.Globalization;

namespace Engram.Models;

/// <summary>The content of a safetensors file, whoever wrote it.</summary>
/// <remarks>
/// Format: 8 bytes header length (little-endian), the header (JSON), the data. Reading runs no code and allocates in proportion to the bytes that
/// are really there, whatever the header claims: sizes are checked against the length of the file, or, where a stream does not tell
/// its length, memory grows with what arrives.
/// </remarks>
public sealed class SafetensorsFile
{
    /// <summary>The longest header that is read, as in the reference implementation: 100 MB.</summary>
    internal const long LongestHeader = 100_000_000;

    private const int Chunk = 1 << 16;

    private SafetensorsFile(byte[] header, SafetensorsHeader parsed, StoredTensor[] tensors)
    {
        HeaderText = header;
        Header = parsed;
        Tensors = tensors;
    }

    /// <summary>The strings kept with the tensors.</summary>
    public IReadOnlyDictionary<string, string> Metadata => Header.Metadata;

    /// <summary>The tensors, in the order of their data.</summary>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary>The header as it was read, without its length.</summary>
    internal byte[] HeaderText { get; }

    /// <summary>What it says.</summary>
    internal SafetensorsHeader Header { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Which.</param>
    /// <returns>Its content.</returns>
    /// <exception cref="ModelFileException">There is no such file, it is damaged, or it is no safetensors file.</exception>
    public static SafetensorsFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: Chunk);
            return Read(stream, path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelFileException($"{path}: there is no such file. Check the path.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException($"{path}: the file cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a file from a stream, to the stream's end.</summary>
    /// <param name="stream">From its present position on; need not be able to seek. Stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ModelFileException">The content is damaged or no safetensors file.</exception>
    public static SafetensorsFile Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        long available = stream.CanSeek ? stream.Length - stream.Position : long.MaxValue;
        byte[] header = ReadHeader(stream, available, name);
        available -= stream.CanSeek ? sizeof(long) + header.Length : 0;
        SafetensorsHeader parsed = SafetensorsHeader.Parse(header, name);
        if (stream.CanSeek && available != parsed.DataLength)
            throw WrongLength(name, parsed.DataLength, available);

        StoredTensor[] tensors = new StoredTensor[parsed.Tensors.Count];
        long got = 0;
        for (int i = 0; i < tensors.Length; i++)
        {
            TensorPlace place = parsed.Tensors[i];
            byte[] data = ReadUpTo(stream, place.End - place.Begin, stream.CanSeek);
            got += data.Length;
            if (data.Length != place.End - place.Begin)
                throw WrongLength(name, parsed.DataLength, got);
            tensors[i] = new(place.Name, place.Type, place.Shape, data);
        }

        return stream.ReadByte() < 0 ? new(header, parsed, tensors) : throw WrongLength(name, parsed.DataLength, parsed.DataLength + 1);
    }

    private static byte[] ReadHeader(Stream stream, long available, string name)
    {
        byte[] prefix = ReadUpTo(stream, sizeof(long), known: true);
        long length = prefix.Length == sizeof(long) ? BinaryPrimitives.ReadInt64LittleEndian(prefix) : -1;
        if (prefix.Length < sizeof(long))
            throw new ModelFileException($"{name}: the file has {prefix.Length} bytes, too few for a model. {ModelFile.GetItAgain}");
        if (length is < 2 or > LongestHeader || length > available - sizeof(long))
        {
            long most = Math.Min(LongestHeader, Math.Max(2, available - sizeof(long)));
            throw new ModelFileException(
                $"{name}: this is no safetensors file, or it is damaged: its first 8 bytes say that the header has "
                + $"{unchecked((ulong)length)} bytes, but it must have 2 to {most}. {ModelFile.GetItAgain}");
        }

        byte[] header = ReadUpTo(stream, length, known: available != long.MaxValue);
        return header.Length == length
            ? header
            : throw new ModelFileException(
                $"{name}: the file ends inside its header, after {header.Length} of {length} bytes. {ModelFile.GetItAgain}");
    }

    // Reads until the count or the end of the stream. Where the length of the stream is not known, memory doubles as bytes arrive.
    private static byte[] ReadUpTo(Stream stream, long count, bool known)
    {
        if (count == 0)
            return [];
        byte[] buffer = new byte[known ? count : Math.Min(count, Chunk)];
        int filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, throwOnEndOfStream: false);
            if (filled < buffer.Length || filled == count)
                break;
            Array.Resize(ref buffer, (int)Math.Min(count, 2L * buffer.Length));
        }

        Array.Resize(ref buffer, filled);
        return buffer;
    }

    private static ModelFileException WrongLength(string name, long expected, long got)
    {
        string found = got > expected ? "more" : got.ToString(CultureInfo.InvariantCulture);
        return new($"{name}: the header describes {expected} bytes of data, but the file holds {found}. {ModelFile.GetItAgain}");
    }
}
