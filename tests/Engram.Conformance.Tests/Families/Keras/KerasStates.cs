using System.Numerics;
using Engram.Layers;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>States as Keras hands them over, one array <c>[sentence, unit]</c> after the other, to and from those of the product.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="parts">For each layer and direction the parts of its state that Keras knows.</param>
internal sealed class KerasStates<T>(IReadOnlyList<IReadOnlyList<string>> parts)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Writes Keras's states over those of the product.</summary>
    public NetworkState<T> Fill(NetworkState<T> state, IReadOnlyList<double[]> given)
    {
        if (given.Count != parts.Sum(names => names.Count))
            throw new FormatException($"{given.Count} initial states were given, but there are {parts.Sum(names => names.Count)}.");
        Queue<double[]> arrays = new(given);
        foreach ((LayerState<T> layer, string part) in All(state))
        {
            double[] values = arrays.Dequeue();
            int at = 0;
            for (int sentence = 0; sentence < layer.Values.Count; sentence++)
            {
                foreach (ref T element in layer.Part(sentence, part))
                    element = T.CreateTruncating(values[at++]);
            }

            if (at != values.Length)
                throw new FormatException($"An initial state has {values.Length} elements, but {at} were expected.");
        }

        return state;
    }

    /// <summary>Keras's states, by the name of the layer's results: those of the only cell, or of both directions, are counted through; those of
    /// a stack of cells by cell and part, and a cell of one part also without it.</summary>
    public IEnumerable<(string Name, double[] Values)> Name(NetworkState<T> state, bool isStack, int first = 1)
    {
        int number = first;
        for (int i = 0; i < parts.Count; i++)
        {
            for (int part = 0; part < parts[i].Count; part++)
            {
                double[] values = Values(state.Layers[i], parts[i][part]);
                if (!isStack)
                    yield return ($"output.{number++}", values);
                else
                    yield return ($"output.{first + i}.{part}", values);
                if (isStack && parts[i].Count == 1)
                    yield return ($"output.{first + i}", values);
            }
        }
    }

    /// <summary>One part of the state of a layer, <c>[sentence, …]</c>.</summary>
    public static double[] Values(LayerState<T> layer, string part)
    {
        List<double> values = [];
        for (int sentence = 0; sentence < layer.Values.Count; sentence++)
        {
            foreach (T element in layer.Part(sentence, part))
                values.Add(double.CreateTruncating(element));
        }

        return [.. values];
    }

    private IEnumerable<(LayerState<T> Layer, string Part)> All(NetworkState<T> state) =>
        state.Layers.Zip(parts).SelectMany(pair => pair.Second.Select(part => (pair.First, part)));
}
