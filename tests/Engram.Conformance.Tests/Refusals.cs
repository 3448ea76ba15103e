using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests;

/// <summary>The one list of options that Engram has chosen not to have. It may hold at most one case in twenty.</summary>
public static class Refusals
{
    /// <summary>The largest share of the cases that may be refused.</summary>
    public const double MostOfTheCases = 0.05;

    /// <summary>The list, each with its reason.</summary>
    public static IReadOnlyList<Refusal> All { get; } = [];

    /// <summary>The refusal that applies to a case; <see langword="null"/> where it must pass.</summary>
    public static Refusal? For(VectorCase vector) => All.FirstOrDefault(refusal => refusal.Applies(vector));
}
