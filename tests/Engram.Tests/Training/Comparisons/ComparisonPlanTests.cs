using Engram.Models;
using Engram.Training.Comparisons;

namespace Engram.Tests.Training.Comparisons;

public sealed class ComparisonPlanTests
{
    [Fact]
    public void Default_HoldsARowForEverythingThatTheLectureClaims()
    {
        ComparisonPlan plan = new(new ComparisonOptions());

        Assert.Equal(
            [
                "Jordan is better than Elman", "Jordan is better than Elman, both with a window", "GRU is as good as LSTM",
                "Elman: both directions are better than one", "LSTM: both directions are better than one", "GRU: both directions are better than one",
                "LSTM: 2 layers are better than one", "LSTM: 4 layers are better than one", "LSTM: 6 layers are better than one",
                "word hashing helps with unseen words",
            ],
            plan.Claims.Select(claim => claim.Statement));
        Assert.Equal(17, plan.Architectures.Select(row => row.Name).Distinct().Count());
        Assert.Equal(17, plan.Architectures.Count);
        Assert.All(plan.Claims, claim => Assert.Contains(claim.Subject, plan.Architectures));
        Assert.All(plan.Claims, claim => Assert.Contains(claim.Other, plan.Architectures));
    }

    [Fact]
    public void Create_OfRowsThatAreCompared_DiffersInWhatIsClaimedAlone()
    {
        foreach (Claim claim in new ComparisonPlan(new ComparisonOptions()).Claims)
        {
            TaggerOptions subject = claim.Subject.Options, other = claim.Other.Options;
            Assert.Equal(claim.Subject.WordsHidden, claim.Other.WordsHidden);
            Assert.Equal(
                subject with { Cell = 0, Layers = 1, Bidirectional = false, TrigramSize = 0, Units = 64 },
                other with { Cell = 0, Layers = 1, Bidirectional = false, TrigramSize = 0, Units = 64 });
            Assert.Equal(subject.Units * (subject.Bidirectional ? 2 : 1), other.Units * (other.Bidirectional ? 2 : 1));
        }
    }

    [Fact]
    public void Create_WithoutSomeCells_MakesNoClaimsAboutThem()
    {
        ComparisonPlan plan = new(new ComparisonOptions { Cells = [CellKind.Gru], Depths = [1] });

        Assert.Equal(["GRU: both directions are better than one", "word hashing helps with unseen words"], plan.Claims.Select(claim => claim.Statement));
    }

    [Fact]
    public void Create_WithNothingToCompare_SaysWhatIsMissing()
    {
        Assert.StartsWith(
            "ComparisonOptions.Cells is empty. Give at least one cell.",
            Assert.Throws<ArgumentException>(() => new ComparisonPlan(new ComparisonOptions { Cells = [] })).Message);
        Assert.StartsWith(
            "ComparisonOptions.LearningRates is empty. Give at least one rate.",
            Assert.Throws<ArgumentException>(() => new ComparisonPlan(new ComparisonOptions { LearningRates = [] })).Message);
    }
}
