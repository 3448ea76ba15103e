using Engram.Evaluation;

namespace Engram.Tests.Evaluation;

public class IntentMatchTests
{
    [Theory]
    [InlineData("flight", "flight", true)]
    [InlineData("flight#fare", "fare", true)]
    [InlineData("flight#fare", "flight#fare", true)]
    [InlineData("flight#fare", "meal", false)]
    [InlineData("flight", null, false)]
    [InlineData("flight", "flight#fare", false)]
    public void IsRight_OfAPrediction_TakesAnyOfTheNames(string gold, string? predicted, bool expected) =>
        Assert.Equal(expected, IntentMatch.IsRight(gold, predicted));
}
