namespace Engram.Models;

/// <summary>Thrown when a model file is damaged, of another version, or no model at all; the message says what is wrong and what to do.</summary>
public sealed class ModelFileException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public ModelFileException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The file, what came, what was expected, how to fix it.</param>
    public ModelFileException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">The file, what came, what was expected, how to fix it.</param>
    /// <param name="innerException">The cause.</param>
    public ModelFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
