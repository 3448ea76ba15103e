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
            total += ((decimal)lexicon.Characters.Count * options.CharacterSize) + Layer(options.CharacterSize, options.CharacterUnits, 4, 2);
            input += 2 * options.CharacterUnits;
        }

        input *= Math.Max(1, options.Window);
        int directions = options.Bidirectional ? 2 : 1;
        bool jordan = options.Cell is CellKind.Jordan or CellKind.ElmanJordan;
        for (int layer = jordan ? 1 : 0; layer < options.Layers; layer++)
        {
            total += Layer(input, options.Units, Gates(options.Cell), directions);
            input = options.Merge == Merge.Concat ? directions * options.Units : options.Units;
        }

        decimal emissions = jordan ? directions * options.Units * (input + (2 * labels.Tags.Count)) : input * labels.Tags.Count;
        return total + emissions + (2 * input * labels.Intents.Count);
    }

    private static decimal Layer(decimal input, int units, int gates, int directions) => directions * gates * units * (input + units);

    private static int Gates(CellKind cell) => cell switch
    {
        CellKind.Lstm or CellKind.PeepholeLstm => 4,
        CellKind.Gru or CellKind.GruResetAfter => 3,
        _ => 1,
    };
}
