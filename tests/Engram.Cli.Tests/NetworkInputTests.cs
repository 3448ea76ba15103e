using System.CommandLine;
using Engram.Cli.Commands;
using Engram.Layers;
using Engram.Models;

namespace Engram.Cli.Tests;

public sealed class NetworkInputTests
{
    [Fact]
    public void Read_WithNothingGiven_IsTheDefault() => Assert.Equal(new TaggerOptions(), Read(""));

    [Theory]
    [InlineData("elman-relu", CellKind.ElmanRelu)]
    [InlineData("elman-jordan", CellKind.ElmanJordan)]
    [InlineData("peephole-lstm", CellKind.PeepholeLstm)]
    [InlineData("input-gated-lstm", CellKind.InputGatedLstm)]
    [InlineData("coupled-lstm", CellKind.CoupledLstm)]
    [InlineData("projected-lstm", CellKind.ProjectedLstm)]
    [InlineData("gru-reset-after", CellKind.GruResetAfter)]
    public void Read_OfACell_KnowsItsName(string name, CellKind expected) => Assert.Equal(expected, Read($"--cell {name}").Cell);

    [Fact]
    public void Read_OfEveryLayerOption_TakesIt()
    {
        TaggerOptions expected = new()
        {
            Bidirectional = false,
            Merge = Merge.Average,
            Residual = true,
            LayerNormalization = true,
            Attention = true,
            LookAhead = 2,
            RecurrentDropout = 0.25,
            LearnInitialState = true,
        };

        Assert.Equal(expected, Read("--forward-only --merge average --residual --layer-normalization --attention --look-ahead 2 "
            + "--recurrent-dropout 0.25 --learn-initial-state"));
    }

    private static TaggerOptions Read(string line)
    {
        Command command = new("x");
        NetworkInput input = new(command);
        ParseResult parsed = command.Parse(line);
        Assert.Empty(parsed.Errors);
        return input.Read(parsed);
    }
}
