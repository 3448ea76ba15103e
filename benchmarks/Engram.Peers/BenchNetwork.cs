using System.Globalization;
using Engram.Corpora;
using Engram.Encoders;
using Engram.Layers;
using Engram.Models;
using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Peers;

/// <summary>The network that all contenders run: 900 words → 100, recurrent layers read from both ends, 127 tags; Engram's own tagger.</summary>
internal sealed class BenchNetwork
{
    private const int Seed = 1;
    private const int WordSize = 100;

    private readonly WordFeatures[] _words;

    public BenchNetwork(CellKind cell, int units, int layers = 1)
    {
        (Cell, Units) = (cell, units);
        Options = new TaggerOptions
        {
            Cell = cell,
            Units = units,
            Layers = layers,
            WordSize = WordSize,
            CharacterUnits = 0,
            ShapeSize = 0,
            Window = 1,
            Output = OutputKind.Softmax,
            Dropout = 0,
            WordDropout = 0,
        };
        string[] words = [.. Enumerable.Range(1, Sentences.Words - 1).Select(Word)];
        Tokenizer = Tokenizer.Learn([words], TokenizerKind.Words, Tokenizer.DefaultFolding);
        Lexicon = new TaggerLexicon(Options, Tokenizer.Normalizer, new Vocabulary(words), new Vocabulary([]), new Vocabulary([]));
        string[] slots = [.. Enumerable.Range(1, (Sentences.Tags - 1) / 2).Select(slot => slot.ToString("00", CultureInfo.InvariantCulture))];
        Labels = new TaggerLabels(["O", .. slots.Select(slot => $"B-slot{slot}"), .. slots.Select(slot => $"I-slot{slot}")], TagScheme.Bio, []);
        Tagger = new TaggerNetwork<float>(Options, Lexicon, Labels);
        Tagger.Initialize(Seed);
        Tagger.Prepare();
        _words = [.. Enumerable.Range(0, Sentences.Words).Select(word => Lexicon.Features(Word(word)))];
    }

    public CellKind Cell { get; }

    public int Units { get; }

    public TaggerOptions Options { get; }

    public Tokenizer Tokenizer { get; }

    public TaggerLexicon Lexicon { get; }

    public TaggerLabels Labels { get; }

    public TaggerNetwork<float> Tagger { get; }

    /// <summary>The recurrent layers from the bottom up.</summary>
    public Bidirectional<float>[] Layers => [.. Tagger.Body.Layers.OfType<Bidirectional<float>>()];

    /// <summary>Multiplications and additions of one word of a training step: what the formulas ask for, three products for each weight.</summary>
    public double TrainingOperations =>
        3 * 2.0 * Tagger.Parameters.Skip(1).Where(parameter => parameter.Rows > 1).Sum(parameter => (double)parameter.Count);

    /// <summary>The word with a number as it stands in a text; number 0 is none that the network knows.</summary>
    public static string Word(int number) => number == Vocabulary.Other ? "other" : string.Create(CultureInfo.InvariantCulture, $"w{number}");

    /// <summary>The features of a sentence's words.</summary>
    public WordFeatures[] Features(Sentence sentence) => [.. sentence.Words.Select(word => _words[word])];

    /// <summary>The network with its weights in fewer bits, as it would be loaded; itself where they are not fewer.</summary>
    public TaggerNetwork<float> Hold(WeightPrecision precision)
    {
        if (precision == WeightPrecision.Bits32)
            return Tagger;
        using MemoryStream file = new();
        CreateTagger().Save(file);
        file.Position = 0;
        return SlotTagger.Load(file, new ModelLoadOptions { Precision = precision }).Network;
    }

    /// <summary>The network as the product's tagger.</summary>
    public SlotTagger CreateTagger() => new(Options, Tokenizer, Lexicon, Labels, Tagger, TaggerTemperatures.None);
}
