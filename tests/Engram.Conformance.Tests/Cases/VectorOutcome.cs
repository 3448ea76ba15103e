namespace Engram.Conformance.Tests.Cases;

/// <summary>How a case ended.</summary>
public enum VectorOutcome
{
    /// <summary>Every expected array agrees.</summary>
    Passed,

    /// <summary>An option that Engram has chosen not to have was refused by name.</summary>
    Refused,

    /// <summary>An array differs, the kind is unknown, or something broke.</summary>
    Failed,
}
