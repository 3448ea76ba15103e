using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Families;

[assembly: AssemblyFixture(typeof(VectorTally))]

namespace Engram.Conformance.Tests;

/// <summary>Every case of every vector file, one test each, named after it.</summary>
public class ConformanceTests(VectorTally tally)
{
    private static readonly Dictionary<string, VectorCase> ByName = VectorFiles.Cases.ToDictionary(vector => vector.Name);

    public static IEnumerable<TheoryDataRow<string>> Names =>
        VectorFiles.Cases.Select(vector => new TheoryDataRow<string>(vector.Name) { TestDisplayName = vector.Name, Label = "" });

    [Theory]
    [MemberData(nameof(Names))]
    public void Case_OfTheVectors_Agrees(string name)
    {
        VectorCase vector = ByName[name];
        VectorOutcome outcome = VectorOutcome.Failed;
        try
        {
            outcome = Run(vector);
        }
        finally
        {
            tally.Add(vector.Group, outcome);
        }
    }

    [Fact]
    public void Refusals_HoldAtMostOneCaseInTwenty() =>
        Assert.InRange(VectorFiles.Cases.Count(vector => Refusals.For(vector) is not null), 0, Refusals.MostOfTheCases * VectorFiles.Cases.Count);

    [Fact]
    public void Run_OfAnUnknownKind_Fails()
    {
        VectorCase unknown = VectorFiles.Cases[0] with { Kind = "no.such.kind" };

        Exception error = Assert.ThrowsAny<Exception>(() => CaseRunners.Run(unknown));

        Assert.Contains("no runner knows the kind 'no.such.kind'", error.Message, StringComparison.Ordinal);
    }

    private static VectorOutcome Run(VectorCase vector)
    {
        if (Refusals.For(vector) is not Refusal refusal)
        {
            CaseRunners.Run(vector);
            return VectorOutcome.Passed;
        }
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => CaseRunners.Run(vector));
        Assert.Contains(refusal.Option, error.Message, StringComparison.Ordinal);
        return VectorOutcome.Refused;
    }
}
