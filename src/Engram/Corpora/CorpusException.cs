using System.Globalization;

namespace Engram.Corpora;

/// <summary>Thrown when an annotated file is missing, damaged or not in the form it should have.</summary>
public sealed class CorpusException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public CorpusException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Where, what was found, what was expected, how to fix it.</param>
    public CorpusException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">Where, what was found, what was expected, how to fix it.</param>
    /// <param name="innerException">The cause.</param>
    public CorpusException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The number of the line that is wrong, counted from 1; <see langword="null"/> where the whole file is.</summary>
    public int? Line { get; private init; }

    internal static CorpusException At(string name, int line, string message, Exception? cause = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{name}, line {line}: {message}"), cause!) { Line = line };

    internal static CorpusException In(string name, string message, Exception? cause = null) => new($"{name}: {message}", cause!);
}
