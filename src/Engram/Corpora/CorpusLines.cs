using System.Globalization;
using System.Text;

namespace Engram.Corpora;

/// <summary>Lines of UTF-8 files, one at a time, so that a file may be larger than memory.</summary>
public static class CorpusLines
{
    /// <summary>The longest line that is read, in bytes: 256 MB. A longer one is no sentence.</summary>
    internal const int LongestLine = 1 << 28;

    private const int BlockSize = 1 << 16;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Opens a file, which must exist.</summary>
    internal static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CorpusException.In(path, "there is no such file. Expected an annotated corpus; check the path.", cause);
        }
        catch (UnauthorizedAccessException cause)
        {
            string found = Directory.Exists(path) ? "this is a folder" : "the file may not be read";
            throw CorpusException.In(path, $"{found}. Expected an annotated corpus; give a file that this user may read.", cause);
        }
    }

    /// <summary>The lines of a file, opened when the first one is asked for.</summary>
    internal static IEnumerable<CorpusLine> FromFile(string path)
    {
        using FileStream stream = Open(path);
        foreach (CorpusLine line in FromStream(stream, path)) yield return line;
    }

    /// <summary>The lines of UTF-8 bytes; a byte order mark and CRLF are accepted. A line is given as soon as its end has been read.</summary>
    /// <param name="stream">The bytes; stays open.</param>
    /// <param name="name">What messages call them.</param>
    /// <exception cref="CorpusException">While enumerating: the bytes are not UTF-8; the message gives the line and the byte.</exception>
    public static IEnumerable<CorpusLine> FromStream(Stream stream, string name)
    {
        byte[] buffer = new byte[BlockSize];
        int start = 0, searched = 0, filled = 0, number = 0;
        long offset = 0; // of buffer[0] in the file
        while (true)
        {
            int end = Array.IndexOf(buffer, (byte)'\n', searched, filled - searched);
            if (end < 0)
            {
                Buffer.BlockCopy(buffer, start, buffer, 0, filled - start);
                offset += start;
                filled -= start;
                (start, searched) = (0, filled);
                if (filled == LongestLine)
                    throw TooLong(name, number + 1);
                if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                int read = stream.Read(buffer, filled, buffer.Length - filled);
                filled += read;
                if (read > 0) continue;
                if (filled > 0) yield return Decode(name, ++number, buffer.AsSpan(0, filled), offset);
                yield break;
            }
            yield return Decode(name, ++number, buffer.AsSpan(start, end - start), offset + start);
            start = searched = end + 1;
        }
    }

    /// <summary>The lines of text that is decoded already.</summary>
    internal static IEnumerable<CorpusLine> FromReader(TextReader reader)
    {
        int number = 0;
        while (reader.ReadLine() is string text)
            yield return new CorpusLine(++number, number == 1 ? text.TrimStart('\uFEFF') : text);
    }

    private static CorpusException TooLong(string name, int number) => CorpusException.At(
        name, number, "the line is longer than 256 MB. Expected a sentence; check whether this is a text file.");

    private static CorpusLine Decode(string name, int number, ReadOnlySpan<byte> bytes, long offset)
    {
        if (number == 1)
        {
            if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
                throw CorpusException.At(name, 1, "the file is UTF-16, but UTF-8 was expected. Save it as UTF-8.");
            int mark = bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            bytes = bytes[mark..];
            offset += mark;
        }
        if (bytes.EndsWith("\r"u8)) bytes = bytes[..^1];
        try
        {
            return new CorpusLine(number, Strict.GetString(bytes));
        }
        catch (DecoderFallbackException cause)
        {
            int wrong = FirstInvalid(bytes);
            string message = string.Create(CultureInfo.InvariantCulture,
                $"byte 0x{bytes[wrong]:X2} at offset {offset + wrong} of the file is not UTF-8. Save the file as UTF-8.");
            throw CorpusException.At(name, number, message, cause);
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        int position = 0;
        while (position < bytes.Length
            && Rune.DecodeFromUtf8(bytes[position..], out _, out int consumed) == System.Buffers.OperationStatus.Done)
            position += consumed;
        return Math.Min(position, bytes.Length - 1);
    }
}
