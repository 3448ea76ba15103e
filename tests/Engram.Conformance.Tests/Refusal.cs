using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests;

/// <summary>An option of some operator that Engram has chosen not to have.</summary>
/// <param name="Option">Its name, which the error must say.</param>
/// <param name="Applies">Which cases use it.</param>
/// <param name="Reason">Why Engram does not have it.</param>
public sealed record Refusal(string Option, Func<VectorCase, bool> Applies, string Reason);
