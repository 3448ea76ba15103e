using Engram.Layers;

namespace Engram.Models;

/// <summary>How large a network must at least be, found without building it.</summary>
internal static class NetworkSize
{
    /// <summary>A number of weights that the network has at least; what it has beyond (biases, peepholes) is little.</summary>
    public static decimal LeastWeights(TaggerOptions options, TaggerLexicon lexicon, TaggerLabels labels)
    {
        decimal total = 0, input = options.OneOfN ? lexicon.Words.Count : 0;
        void AddTable(int rows, int size)
        {
            total += (decimal)rows * size;
            input += size;
        }

        AddTable(lexicon.Words.Count, options.WordSize);
        AddTable(lexicon.TrigramCount, options.TrigramSize);
        AddTable(lexicon.Shapes.Count, options.ShapeSize);
        if (options.CharacterUnits > 0)
        {
            total += (decimal)lexicon.Characters.Count * options.CharacterSize;
            total += 2 * Weights(CellKind.Lstm, options.CharacterSize, options.CharacterUnits, options.CharacterUnits);
            input += 2 * options.CharacterUnits;
        }

        input *= Math.Max(1, options.Window);
        int directions = options.Bidirectional ? 2 : 1;
        bool jordan = options.Cell is CellKind.Jordan or CellKind.ElmanJordan;
        for (int layer = jordan ? 1 : 0; layer < options.Layers; layer++)
        {
            total += directions * Weights(options.Cell, input, options.Units, options.HiddenSize);
            input = options.Merge == Merge.Concat ? directions * options.HiddenSize : options.HiddenSize;
        }

        if (options.Attention)
            total += 3 * input * input;
        if (options.Cell == CellKind.ElmanJordan)
            total += (decimal)directions * options.Units * options.Units;
        decimal emissions = jordan ? directions * options.Units * (input + (2 * labels.Tags.Count)) : input * labels.Tags.Count;
        return total + emissions + (2 * input * labels.Intents.Count);
    }

    private static decimal Weights(CellKind cell, decimal input, int units, int hidden) => cell switch
    {
        CellKind.Lstm or CellKind.PeepholeLstm => 4 * units * (input + hidden),
        CellKind.ProjectedLstm => (4 * units * (input + hidden)) + ((decimal)hidden * units),
        CellKind.InputGatedLstm => 4 * units * input,
        CellKind.Gru or CellKind.GruResetAfter or CellKind.CoupledLstm => 3 * units * (input + hidden),
        _ => units * (input + hidden),
    };
}
