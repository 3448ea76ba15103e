namespace Engram.Numerics;

/// <summary>Thrown when a matrix, a block of rows or a parameter has another shape than the operation needs.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>Creates the exception without a message.</summary>
    public ShapeException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What came, what was expected, how to fix it.</param>
    public ShapeException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">What came, what was expected, how to fix it.</param>
    /// <param name="innerException">The cause.</param>
    public ShapeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
