using System.Globalization;

namespace Engram.Encoders;

/// <summary>Reads a text file of word vectors, keeping the wanted rows.</summary>
internal sealed class PretrainedVectorsReader(
    TextReader reader, string name, IReadOnlySet<string> wanted, int mostFrequent, Func<string, string> fold)
{
    private const int MaxLine = 1 << 18;
    private const int MaxValues = 1 << 28; // 1 GB of floats

    private readonly LimitedLineReader _lines = new(reader, MaxLine);
    private readonly List<string> _words = [];
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly List<float> _values = [];
    private int _dimension;
    private long? _announced;
    private long _read;

    /// <summary>Reads all lines.</summary>
    public PretrainedVectors Read(CancellationToken cancellationToken)
    {
        while (_lines.TryRead(out ReadOnlySpan<char> line))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_lines.IsTooLong)
                throw Bad($"the line is longer than {MaxLine} characters, but a word and its numbers were expected. Is it a binary file?");
            line = line.TrimEnd(" \r");
            if (_lines.Number == 1 && IsHeader(line))
                continue;
            if (!line.IsEmpty)
                AddRow(line);
        }

        if (_read == 0)
            throw new InvalidDataException($"{name}: the file holds no vectors. Expected a word and its numbers on each line.");
        if (_announced > _read)
        {
            throw new InvalidDataException(Invariant(
                $"{name}: line 1 announces {_announced} rows, but the file ends after {_read}. It was cut off: fetch it again."));
        }

        return new PretrainedVectors(_words, _rows, [.. _values], _dimension);
    }

    private bool IsHeader(ReadOnlySpan<char> line)
    {
        int space = line.IndexOf(' ');
        if (space < 0 || !long.TryParse(line[..space], NumberStyles.None, CultureInfo.InvariantCulture, out long rows)
            || !long.TryParse(line[(space + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out long dimension))
        {
            return false;
        }

        SetDimension(dimension);
        _announced = rows;
        return true;
    }

    private void SetDimension(long dimension)
    {
        if (dimension is < 1 or > PretrainedVectors.MaxDimension)
            throw Bad($"the vectors have {dimension} numbers, but 1 to {PretrainedVectors.MaxDimension} were expected. Give a file of word vectors.");
        _dimension = (int)dimension;
    }

    private void AddRow(ReadOnlySpan<char> line)
    {
        int spaces = line.Count(' ');
        if (_dimension == 0)
            SetDimension(spaces);
        if (spaces < _dimension)
        {
            throw Bad($"found {spaces} numbers after the word, but {_dimension} were expected as on the lines before. "
                + "The line is damaged or the file was cut off: fetch it again.");
        }

        int end = line.IndexOf(' ');
        for (int extra = spaces - _dimension; extra > 0; extra--)
            end += 1 + line[(end + 1)..].IndexOf(' ');
        bool frequent = _read++ < mostFrequent;
        string word = fold(line[..end].ToString());
        if (!(frequent || wanted.Contains(word)) || !_rows.TryAdd(word, _words.Count))
            return;
        if (_values.Count > MaxValues - _dimension)
            throw Bad($"more than {MaxValues} numbers would be kept. Ask for fewer words than {_words.Count}.");
        _words.Add(word);
        AddNumbers(line[(end + 1)..]);
    }

    private void AddNumbers(ReadOnlySpan<char> numbers)
    {
        foreach (Range field in numbers.Split(' '))
        {
            ReadOnlySpan<char> text = numbers[field];
            if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number))
                throw Bad($"found '{Shortened(text)}' in the vector of '{_words[^1]}', but a number was expected. Separate by single spaces.");
            if (!float.IsFinite(number))
                throw Bad($"found '{Shortened(text)}' in the vector of '{_words[^1]}', but a finite number was expected. Mend or remove the line.");
            _values.Add(number);
        }
    }

    private static string Shortened(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..40]}…";

    private InvalidDataException Bad(FormattableString what) => Bad(Invariant(what));

    private InvalidDataException Bad(string what) => new(Invariant($"{name}, line {_lines.Number}: {what}"));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
