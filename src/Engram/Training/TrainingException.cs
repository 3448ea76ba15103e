namespace Engram.Training;

/// <summary>Thrown when a training cannot go on; the message says why and what to change.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public TrainingException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and how to fix it.</param>
    public TrainingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">What happened, and how to fix it.</param>
    /// <param name="innerException">The cause.</param>
    public TrainingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
