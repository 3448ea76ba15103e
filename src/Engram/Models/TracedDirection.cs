using Engram.Cells;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Models;

/// <summary>What one recurrent layer did with a sentence in one direction.</summary>
/// <param name="Direction">The order of reading.</param>
/// <param name="Units">Units of the layer.</param>
/// <param name="Gates">The gates of every step after their activation, under the cell's names: <c>inputGate</c>, <c>candidate</c>, …</param>
/// <param name="States">What the cell carries from step to step: <c>hidden</c>, for an LSTM then <c>cellState</c>.</param>
public sealed record TracedDirection(Direction Direction, int Units, IReadOnlyList<TracedGate> Gates, IReadOnlyList<TracedState> States)
{
    /// <summary>A gate by its name.</summary>
    /// <param name="name">Such as <c>forgetGate</c>.</param>
    /// <exception cref="ArgumentException">The cell has no such gate; the message lists those it has.</exception>
    public TracedGate Gate(string name) =>
        Gates.FirstOrDefault(gate => gate.Name == name) ?? throw Unknown("gate", name, Gates.Select(gate => gate.Name));

    /// <summary>A part of the state by its name.</summary>
    /// <param name="name">Such as <c>cellState</c>.</param>
    /// <exception cref="ArgumentException">The cell has no such state; the message lists those it has.</exception>
    public TracedState State(string name) =>
        States.FirstOrDefault(state => state.Name == name) ?? throw Unknown("state", name, States.Select(state => state.Name));

    /// <summary>A part of the state before the step of a word: the initial one at the word read first.</summary>
    /// <param name="name">Such as <c>cellState</c>.</param>
    /// <param name="word">The word, from 0.</param>
    /// <returns><c>[units]</c>.</returns>
    public float[] Before(string name, int word)
    {
        TracedState state = State(name);
        ArgumentOutOfRangeException.ThrowIfNegative(word);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(word, state.Values.Count);
        int before = Direction == Direction.Forward ? word - 1 : word + 1;
        return before >= 0 && before < state.Values.Count ? state.Values[before] : state.Initial;
    }

    /// <summary>Copies the sentence of a rank from the last run of a layer.</summary>
    internal static TracedDirection Read(RecurrentPass<float> pass, PackedBatch layout, int rank)
    {
        IRecurrentCell<float> cell = pass.Layer.Cell;
        TracedGate[] gates = [.. cell.Gates.Select(part => new TracedGate(part.Name, Words(pass.Gates, part, layout, rank)))];
        TracedState[] states = [.. cell.State.Select(part => new TracedState(
            part.Name, pass.InitialStates.Row(rank).Slice(part.Start, part.Count).ToArray(), Words(pass.States, part, layout, rank)))];
        return new TracedDirection(pass.Layer.Direction, cell.Units, gates, states);
    }

    /// <summary>A layer that has read no word: the gates and states it has, and the state in which it starts.</summary>
    internal static TracedDirection Unread(RecurrentLayer<float> layer)
    {
        IRecurrentCell<float> cell = layer.Cell;
        float[] initial = layer.InitialState?.Value ?? new float[cell.State.Sum(part => part.Count)];
        List<TracedState> states = [];
        int start = 0;
        foreach (CellPart part in cell.State)
        {
            states.Add(new TracedState(part.Name, initial.AsSpan(start, part.Count).ToArray(), []));
            start += part.Count;
        }

        return new TracedDirection(layer.Direction, cell.Units, [.. cell.Gates.Select(part => new TracedGate(part.Name, []))], states);
    }

    private static float[][] Words(RowBlock<float> rows, CellPart part, PackedBatch layout, int rank)
    {
        float[][] words = new float[layout.Length(rank)][];
        for (int word = 0; word < words.Length; word++)
            words[word] = rows.Row(layout.Row(rank, word)).Slice(part.Start, part.Count).ToArray();
        return words;
    }

    private static ArgumentException Unknown(string what, string name, IEnumerable<string> known) =>
        new($"This cell has no {what} '{name}'. Give one of: {string.Join(", ", known)}.", nameof(name));
}
