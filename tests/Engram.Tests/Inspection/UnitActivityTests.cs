using Engram.Inspection;
using Engram.Layers;
using Engram.Models;

namespace Engram.Tests.Inspection;

public sealed class UnitActivityTests
{
    // Steps by hand. Forward from 0: unit 0 moves 1 + 0 + 0, unit 1 moves 0 + 2 + 1, unit 2 moves 0.5 + 0.5 + 0.5.
    // In reverse the initial state stands before the last word: unit 0 moves 1, unit 1 moves 1 + 1 + 2, unit 2 moves 0.5 + 0.5 + 0.5.
    [Theory]
    [InlineData(Direction.Forward, "hidden", "1 2 0")]
    [InlineData(Direction.Reverse, "hidden", "1 2 0")]
    [InlineData(Direction.Forward, "gate", "1 2 0")]
    public void MostActive_UnitsThatMove_ComeFirst(Direction direction, string part, string expected)
    {
        float[][] values = [[1, 0, 0.5f], [1, 2, 0], [1, 1, 0.5f]];
        TracedDirection traced = new(direction, 3, [new("gate", values)], [new("hidden", [0, 0, 0], values)]);

        Assert.Equal(expected, string.Join(' ', UnitActivity.MostActive(traced, part, 3)));
    }

    [Fact]
    public void MostActive_InAnotherDirection_StartsFromTheOtherEnd()
    {
        float[][] values = [[0, 3], [3, 3]]; // from the left unit 0 moves 3 and unit 1 moves 3; from the right 3 + 3 and 3

        TracedDirection reverse = new(Direction.Reverse, 2, [], [new("hidden", [0, 0], values)]);

        Assert.Equal([0, 1], UnitActivity.MostActive(reverse, "hidden", 2));
        Assert.Equal([0], UnitActivity.MostActive(reverse, "hidden", 1));
    }

    [Fact]
    public void Values_OfWhatIsNotThere_SaysWhatIs()
    {
        TracedDirection traced = new(Direction.Forward, 1, [new("updateGate", [])], [new("hidden", [0], [])]);

        Assert.StartsWith(
            "This cell has nothing called 'cellState'. Give one of: updateGate, hidden.",
            Assert.Throws<ArgumentException>(() => UnitActivity.Values(traced, "cellState")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CellKind.Gru, "h' = z·h + (1 − z)·h~ = 0.25·0.5 + (1 − 0.25)·(−0.4) = −0.175")]
    [InlineData(CellKind.Elman, "h' = tanh(W·x + U·h + b) = −0.175")]
    [InlineData(CellKind.Jordan, "h' = tanh(W·x + U·s + b) = −0.175")]
    public void Lines_OfAStep_HaveItsNumbers(CellKind cell, string expected)
    {
        TracedDirection traced = new(
            Direction.Reverse, 1, [new("updateGate", [[0.25f]]), new("candidate", [[-0.4f]])], [new("hidden", [0.5f], [[-0.175f]])]);

        Assert.Equal([expected], StepArithmetic.Lines(cell, traced, unit: 0, word: 0));
    }
}
