namespace Engram.Encoders;

/// <summary>Reads lines without ever holding more than a limit, whatever the file.</summary>
internal sealed class LimitedLineReader(TextReader reader, int limit)
{
    private char[] _buffer = new char[1 << 12];
    private int _start;
    private int _end;

    /// <summary>The number of the last line read, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Whether the last line was longer than the limit; only its beginning was given.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Reads a line, without its line feed.</summary>
    /// <param name="line">The line; valid until the next call.</param>
    /// <returns>False at the end of the text.</returns>
    public bool TryRead(out ReadOnlySpan<char> line)
    {
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf('\n');
            if (length >= 0)
                return Give(searched + length, 1, out line);
            searched = _end - _start;
            if (searched > limit)
            {
                IsTooLong = true;
                return Give(limit, 0, out line);
            }

            if (!Fill())
                return Give(searched, 0, out line) && searched > 0;
        }
    }

    private bool Give(int length, int lineFeed, out ReadOnlySpan<char> line)
    {
        line = _buffer.AsSpan(_start, length);
        _start += length + lineFeed;
        Number++;
        return true;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        int read = reader.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
