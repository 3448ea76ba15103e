using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Layers;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>Keras's <c>SimpleRNN</c>, <c>LSTM</c>, <c>GRU</c>, and its <c>RNN</c> over one cell or a stack of them.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class KerasRecurrent<T> : KerasSequences<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly bool _reverse;
    private readonly bool _zerosMasked;
    private readonly KerasCell<T>[] _cells;
    private readonly int _outputSize;

    /// <summary>Builds the layer.</summary>
    /// <param name="where">What it belongs to, for messages.</param>
    /// <param name="json">The layer: <c>attributes</c>, and <c>weights</c> or <c>cells</c>.</param>
    public KerasRecurrent(string where, JsonElement json)
    {
        CaseOptions options = new(where, json.GetProperty("attributes"));
        _reverse = options.Flag("go_backwards", false);
        _zerosMasked = options.Flag("zero_output_for_mask", false);
        _cells = CellsOf(where, json, options);
        List<Layer<T>> layers = [];
        for (int i = 0; i < _cells.Length; i++)
        {
            RecurrentLayer<T> layer = new(_cells[i].Cell, _cells[i].InputSize, _reverse ? Direction.Reverse : Direction.Forward);
            _cells[i].Link(Links, _cells.Length == 1 ? "" : $"cells.{i}.", layer);
            layers.Add(layer);
        }

        _outputSize = layers[^1].OutputSize;
        Build(layers, [.. _cells.Select(cell => cell.States)], options);
        Pass.Masked = _reverse || _zerosMasked ? MaskedOutput.Zero : MaskedOutput.RepeatLast;
        options.RequireAllAsked();
    }

    /// <inheritdoc/>
    protected override bool IsStack => _cells.Length > 1;

    /// <summary>The cells of a layer: its own, or those that it lists.</summary>
    public static KerasCell<T>[] CellsOf(string where, JsonElement json, CaseOptions options)
    {
        if (!json.TryGetProperty("cells", out JsonElement cells))
            return [new KerasCell<T>(json, options)];
        return [.. cells.EnumerateArray().Select(cell =>
        {
            CaseOptions own = new(where, cell.GetProperty("attributes"));
            KerasCell<T> built = new(cell, own);
            own.RequireAllAsked();
            return built;
        })];
    }

    /// <inheritdoc/>
    protected override KerasArray Sequences(KerasArray input, T[][][] outputs)
    {
        if (!_reverse)
            return base.Sequences(input, outputs);
        KerasArray result = new(new double[input.Vectors * _outputSize], input.Sentences, input.Steps, _outputSize, input.Reversed().Mask);
        ForEachStep(input, (sentence, place, step) =>
        {
            for (int column = 0; step >= 0 && column < _outputSize; column++)
                result.Vector(sentence, place)[column] = double.CreateTruncating(outputs[sentence][step][column]);
        });
        return result;
    }

    /// <inheritdoc/>
    protected override void SequencesGradient(KerasArray input, KerasArray dOutput, KerasArray dSteps)
    {
        if (!_reverse)
        {
            base.SequencesGradient(input, dOutput, dSteps);
            return;
        }

        ForEachStep(input, (sentence, place, step) =>
        {
            for (int column = 0; step >= 0 && column < _outputSize; column++)
                dSteps.Vector(sentence, step)[column] += dOutput.Vector(sentence, place)[column];
        });
    }

    /// <inheritdoc/>
    protected override KerasArray Last(KerasArray input)
    {
        double[] values = KerasStates<T>.Values(Pass.FinalState!.Layers[^1], Output);
        KerasArray last = new(values, input.Sentences, null, _outputSize);
        for (int sentence = 0; sentence < input.Sentences; sentence++)
        {
            if (IsZero(input, sentence))
                last.Vector(sentence).Clear();
        }

        return last;
    }

    /// <inheritdoc/>
    protected override void LastGradient(KerasArray input, KerasArray dOutput, NetworkState<T> dFinal)
    {
        for (int sentence = 0; sentence < input.Sentences; sentence++)
        {
            Span<T> target = dFinal.Layers[^1].Part(sentence, Output);
            for (int column = 0; column < _outputSize && !IsZero(input, sentence); column++)
                target[column] = T.CreateTruncating(dOutput.Vector(sentence)[column]);
        }
    }

    private string Output => _cells[^1].Cell.State[0].Name;

    private bool IsZero(KerasArray input, int sentence) => _zerosMasked && !input.Counts(sentence, _reverse ? 0 : input.Steps!.Value - 1);

    // Read backwards, Keras leaves the outputs in the order of reading. Visits each place of the output with the step that stands there, a step
    // that does not count standing for the one read before it; -1 for 0.
    private void ForEachStep(KerasArray input, Action<int, int, int> visit)
    {
        int steps = input.Steps!.Value;
        for (int sentence = 0; sentence < input.Sentences; sentence++)
        {
            int last = -1;
            for (int place = 0; place < steps; place++)
            {
                int step = steps - 1 - place;
                bool counts = input.Counts(sentence, step);
                last = counts ? step : last;
                visit(sentence, place, counts || !_zerosMasked ? last : -1);
            }
        }
    }
}
