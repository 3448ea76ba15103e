using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>Keras's <c>Bidirectional</c>. With <c>return_sequences</c> a step that does not count is 0, as Keras forces it to be.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class KerasBidirectional<T> : KerasSequences<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly string? _merge;
    private readonly bool _mirrors;
    private readonly int _size;

    /// <summary>Builds the layer.</summary>
    /// <param name="where">What it belongs to, for messages.</param>
    /// <param name="json">The layer: <c>attributes</c>, <c>forward</c>, <c>backward</c>.</param>
    public KerasBidirectional(string where, JsonElement json)
    {
        CaseOptions options = new(where, json.GetProperty("attributes"));
        _merge = options.TextOrNull("merge_mode", "concat");
        options.Allow("name", "dtype");
        options.RequireAllAsked();
        JsonElement forward = json.GetProperty("forward"), backward = json.GetProperty("backward");
        CaseOptions forwardOptions = new(where, forward.GetProperty("attributes"));
        CaseOptions backwardOptions = new(where, backward.GetProperty("attributes"));
        _mirrors = forwardOptions.Flag("go_backwards", false);
        if (backwardOptions.Flag("go_backwards", true) == _mirrors)
            throw new NotSupportedException($"{where}: the two halves must read in different directions.");
        KerasCell<T>[] cells = [Half(where, forward, forwardOptions), Half(where, backward, backwardOptions)];
        RecurrentLayer<T> first = new(cells[0].Cell, cells[0].InputSize);
        RecurrentLayer<T> second = new(cells[1].Cell, cells[1].InputSize, Direction.Reverse);
        cells[0].Link(Links, "forward.", first);
        cells[1].Link(Links, "backward.", second);
        _size = first.OutputSize;
        IReadOnlyList<string>[] states = [cells[0].States, cells[1].States];
        Build([new Bidirectional<T>(first, second, Merge)], states, forwardOptions);
        Pass.Masked = MaskedOutput.Zero;
        forwardOptions.RequireAllAsked();
        RequireSame(where, forwardOptions, backwardOptions);
    }

    /// <inheritdoc/>
    protected override int FirstState => _merge is null ? 2 : 1;

    private Merge Merge => _merge switch
    {
        null or "concat" => Layers.Merge.Concat,
        "sum" => Layers.Merge.Sum,
        "ave" => Layers.Merge.Average,
        "mul" => Layers.Merge.Product,
        _ => throw new NotSupportedException($"merge_mode '{_merge}' is not known here."),
    };

    /// <summary>Whether the two outputs stay apart.</summary>
    public bool IsApart => _merge is null;

    /// <summary>The output of one half, where they stay apart.</summary>
    public KerasArray HalfOf(KerasArray output, int half) => output.ColumnRange(half * _size, half == 0 ? _size : output.Columns - _size);

    /// <summary>Runs the layer. Where the wrapped layer itself goes backwards, both halves read the sentence mirrored.</summary>
    public override KerasArray Forward(KerasArray input, IReadOnlyList<double[]>? initial = null) =>
        base.Forward(_mirrors ? input.Reversed() : input, initial);

    /// <inheritdoc/>
    public override KerasArray Backpropagate(KerasArray dOutput) =>
        _mirrors ? base.Backpropagate(dOutput).Reversed() : base.Backpropagate(dOutput);

    /// <inheritdoc/>
    protected override KerasArray Last(KerasArray input)
    {
        RowBuffer<T> merged = new(input.Sentences, Network.OutputSize);
        MergedRows.Apply(Merge, Final(0).Block, Final(1).Block, merged.Block);
        KerasArray last = new(new double[input.Sentences * Network.OutputSize], input.Sentences, null, Network.OutputSize);
        for (int sentence = 0; sentence < input.Sentences; sentence++)
        {
            for (int column = 0; column < last.Columns; column++)
                last.Vector(sentence)[column] = double.CreateTruncating(merged.Row(sentence)[column]);
        }

        return last;
    }

    /// <inheritdoc/>
    protected override void LastGradient(KerasArray input, KerasArray dOutput, NetworkState<T> dFinal)
    {
        RowBuffer<T> dMerged = new(input.Sentences, Network.OutputSize);
        for (int sentence = 0; sentence < input.Sentences; sentence++)
        {
            for (int column = 0; column < dOutput.Columns; column++)
                dMerged.Row(sentence)[column] = T.CreateTruncating(dOutput.Vector(sentence)[column]);
        }

        for (int half = 0; half < 2; half++)
        {
            Direction direction = half == 0 ? Direction.Forward : Direction.Reverse;
            RowBlock<T> gradient = MergedRows.Gradient(Merge, direction, dMerged.Block, Final(1 - half).Block, new RowBuffer<T>(_size));
            for (int sentence = 0; sentence < input.Sentences; sentence++)
                gradient.Row(sentence).CopyTo(OutputOf(dFinal.Layers[half], sentence));
        }
    }

    // What a half has read when it is done: its output after the last step, by sentence.
    private RowBuffer<T> Final(int half)
    {
        LayerState<T> layer = Pass.FinalState!.Layers[half];
        RowBuffer<T> rows = new(layer.Values.Count, layer.Parts[0].Count);
        for (int sentence = 0; sentence < layer.Values.Count; sentence++)
            OutputOf(layer, sentence).CopyTo(rows.Row(sentence));
        return rows;
    }

    private static Span<T> OutputOf(LayerState<T> layer, int sentence) => layer.Part(sentence, layer.Parts[0].Name);

    // Both halves return what the wrapper returns: the second may not ask for something else.
    private static void RequireSame(string where, CaseOptions forward, CaseOptions backward)
    {
        foreach (string flag in new[] { "stateful", "return_sequences", "return_state" })
        {
            if (backward.Flag(flag, forward.Flag(flag, false)) != forward.Flag(flag, false))
                throw new NotSupportedException($"{where}: the two halves have different values of {flag}.");
        }

        backward.Allow("unroll", "time_major", "use_cudnn").RequireAllAsked();
    }

    private static KerasCell<T> Half(string where, JsonElement json, CaseOptions options)
    {
        options.Allow("zero_output_for_mask"); // forced, as said above
        KerasCell<T>[] cells = KerasRecurrent<T>.CellsOf(where, json, options);
        return cells.Length == 1 ? cells[0] : throw new NotSupportedException($"{where}: a stack of cells cannot be one half of a Bidirectional.");
    }
}
