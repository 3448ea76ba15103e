using Engram.Training;

namespace Engram.Tests.Training;

public sealed class TrainingOptionsTests
{
    [Theory]
    [InlineData(1, 40)]
    [InlineData(4478, 30)] // 280 steps an epoch
    [InlineData(4480, 30)]
    [InlineData(4481, 29)]
    [InlineData(1_000_000, 20)]
    public void For_WithoutANumberOfEpochs_TakesAsManyAsMakeEnoughSteps(int sentences, int epochs) =>
        Assert.Equal(epochs, new TrainingOptions { BatchSize = 16 }.For(sentences).Epochs);

    [Fact]
    public void For_WithANumberOfEpochs_KeepsIt() => Assert.Equal(3, new TrainingOptions { Epochs = 3 }.For(4478).Epochs);
}
