using System.Numerics;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Networks;

namespace Engram.Conformance.Tests.Families.Torch;

/// <summary>States as PyTorch lays them out, <c>[layer · directions + direction, sentence, …]</c>, to and from the directions of a network.</summary>
internal static class TorchStates
{
    /// <summary>The parts that PyTorch calls h and c.</summary>
    public static readonly (string Letter, string Part)[] Parts = [("h", "hidden"), ("c", "cellState")];

    /// <summary>Cuts a tensor of states, and hands each direction its own.</summary>
    public static void Give<T>(NetworkRun<T> run, VectorTensor? states, Action<DirectionRun<T>, double[]> receive)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DirectionRun<T>[] directions = [.. run.Recurrent.SelectMany(layer => layer)];
        if (states is null)
            return;
        int size = states.Data.Length / directions.Length;
        Assert.Equal(directions.Length, states.Shape[0]);
        for (int i = 0; i < directions.Length; i++)
            receive(directions[i], states.Data[(i * size)..((i + 1) * size)]);
    }

    /// <summary>Joins what each direction has.</summary>
    public static double[] Take<T>(NetworkRun<T> run, Func<DirectionRun<T>, double[]> part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. run.Recurrent.SelectMany(layer => layer).SelectMany(part)];
}
