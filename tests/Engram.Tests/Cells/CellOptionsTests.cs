using Engram.Cells;
using Engram.Numerics;

namespace Engram.Tests.Cells;

public sealed class CellOptionsTests
{
    [Fact]
    public void LstmCell_WithAProjectionBiasButNoSize_IsRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new LstmCell<float>(3, new LstmOptions { ProjectionBias = true }));

        Assert.StartsWith("LstmCell: the projection has a bias or a clip, but no size. Set LstmOptions.ProjectionSize", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InputGatedLstmCell_WithAProjection_IsRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new InputGatedLstmCell<float>(3, new() { ProjectionSize = 2 }));

        Assert.StartsWith("InputGatedLstmCell: LstmOptions.ProjectionSize is 2, but nothing", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void JordanCell_WithADecayThatNeverForgets_IsRefused(double decay)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => new JordanCell<float>(3, 2, new() { ContextDecay = decay }));

        Assert.Contains("JordanOptions.ContextDecay must be at least 0 and below 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void Cells_WithAClipThatIsNotAboveZero_AreRefused(double clip)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ElmanCell<float>(3, Activation.Tanh, clip));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GruCell<float>(3, new() { Clip = clip }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LstmCell<float>(3, new LstmOptions { Clip = clip }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LstmCell<float>(3, new LstmOptions { CellClip = clip }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LstmCell<float>(3, new LstmOptions { ProjectionSize = 2, ProjectionClip = clip }));
    }

    [Fact]
    public void Force_WithALabelThatIsNoOutput_SaysHowManyThereAre()
    {
        JordanCell<float> cell = new(3, 2);
        RowBuffer<float> previous = new(1, cell.StateColumns), next = new(1, cell.StateColumns);

        ShapeException error = Assert.Throws<ShapeException>(() => cell.Force([2], previous.Block, next.Block));

        Assert.Equal("JordanCell.Force: label 2 was given, but there are 2 outputs, from 0.", error.Message);
    }
}
