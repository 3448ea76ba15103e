namespace Engram.Server.Http;

/// <summary>Ends a request with a problem document.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public ProblemException(int status, string detail, string expected, string fix)
        : this(new Problem(status, detail, expected, fix))
    {
    }

    /// <summary>What was wrong.</summary>
    public Problem Problem { get; } = problem;
}
