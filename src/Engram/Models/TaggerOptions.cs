using Engram.Corpora;
using Engram.Layers;

namespace Engram.Models;

/// <summary>What a tagger's network is made of. The defaults are the recipe behind the scores in the README.</summary>
public sealed record TaggerOptions
{
    /// <summary>The recurrent cell. Default <see cref="CellKind.Lstm"/>.</summary>
    public CellKind Cell { get; init; } = CellKind.Lstm;

    /// <summary>Units of a direction, 1 to 4096. Default 200.</summary>
    public int Units { get; init => field = Check(value, 1, 4096, nameof(Units)); } = 200;

    /// <summary>Length of the hidden state of a direction: the units, or half of them, rounded up, where it is projected.</summary>
    internal int HiddenSize => Cell == CellKind.ProjectedLstm ? (Units + 1) / 2 : Units;

    /// <summary>The cell of a recurrent layer: below a network that feeds its tags back there are Elman's.</summary>
    internal CellKind CellOf(int layer) => Cell is (CellKind.Jordan or CellKind.ElmanJordan) && layer < Layers - 1 ? CellKind.Elman : Cell;

    /// <summary>Recurrent layers, 1 to 16. Default 2.</summary>
    public int Layers { get; init => field = Check(value, 1, 16, nameof(Layers)); } = 2;

    /// <summary>Whether each layer reads from both ends. Default true.</summary>
    public bool Bidirectional { get; init; } = true;

    /// <summary>How the outputs of the two directions become one; those of a Jordan layer are always added. Default <see
    /// cref="Merge.Concat"/>.</summary>
    public Merge Merge { get; init; } = Merge.Concat;

    /// <summary>Whether each recurrent layer's input is added to its output where the sizes are equal. Default false.</summary>
    public bool Residual { get; init; }

    /// <summary>Whether the output of each recurrent layer is normalised, word by word. Default false.</summary>
    public bool LayerNormalization { get; init; }

    /// <summary>Whether each word looks at all words of its sentence, above the recurrent layers; what it sees is added. Default false.</summary>
    public bool Attention { get; init; }

    /// <summary>Words ahead that are seen above the recurrent layers; 0 for none. For taggers that read forward alone. 0 to 15, default 0.</summary>
    public int LookAhead { get; init => field = Check(value, 0, 15, nameof(LookAhead)); }

    /// <summary>Share of the columns fed back that is left out while training, constant over a sentence. 0 up to, but not, 1; default 0.</summary>
    public double RecurrentDropout { get; init => field = Share(value, nameof(RecurrentDropout)); }

    /// <summary>Whether the state in which each layer starts a sentence is trained. Default false: it is zero.</summary>
    public bool LearnInitialState { get; init; }

    /// <summary>Length of a learned word vector; 0 for none. 0 to 4096, default 100.</summary>
    public int WordSize { get; init => field = Check(value, 0, 4096, nameof(WordSize)); } = 100;

    /// <summary>Whether the network sees each word as one-of-N. Default false.</summary>
    public bool OneOfN { get; init; }

    /// <summary>Length of the vector made of a word's letter trigrams; 0 for none. 0 to 4096, default 0.</summary>
    public int TrigramSize { get; init => field = Check(value, 0, 4096, nameof(TrigramSize)); }

    /// <summary>Whether trigrams see the ends of a word. Default true.</summary>
    public bool TrigramMarks { get; init; } = true;

    /// <summary>Extra dimensions that trigrams of other alphabets share. 0 to 1 000 000, default 4096.</summary>
    public int TrigramBuckets { get; init => field = Check(value, 0, 1_000_000, nameof(TrigramBuckets)); } = 4096;

    /// <summary>Length of a character's vector in the network that reads words by characters. 1 to 1024, default 30.</summary>
    public int CharacterSize { get; init => field = Check(value, 1, 1024, nameof(CharacterSize)); } = 30;

    /// <summary>Units of a direction of the network that reads words by characters; 0 for none. 0 to 1024, default 50.</summary>
    public int CharacterUnits { get; init => field = Check(value, 0, 1024, nameof(CharacterUnits)); } = 50;

    /// <summary>Length of the vector of a word's shape; 0 for none. 0 to 1024, default 10.</summary>
    public int ShapeSize { get; init => field = Check(value, 0, 1024, nameof(ShapeSize)); } = 10;

    /// <summary>Words that the network sees at each step, an odd number: 1 is the word alone. 1 to 15, or 0 to let the tokenizer decide: 3 where
    /// words are single characters, else 1. Default 0.</summary>
    public int Window
    {
        get;
        init => field = value == 0 || value % 2 == 1 ? Check(value, 0, 15, nameof(Window))
            : throw new ArgumentOutOfRangeException(nameof(Window), value,
                "Window: must be an odd number from 1 to 15, or 0 to choose by the tokenizer.");
    }

    /// <summary>How tags are scored. Default <see cref="OutputKind.Crf"/>.</summary>
    public OutputKind Output { get; init; } = OutputKind.Crf;

    /// <summary>Share of the columns left out while training, between layers, constant over a sentence. 0 up to, but not, 1; default 0.5.</summary>
    public double Dropout { get; init => field = Share(value, nameof(Dropout)); } = 0.5;

    /// <summary>How readily rare words are replaced by <em>other</em> while training: α in α / (α + count). 0 or more, default 1.</summary>
    public double WordDropout
    {
        get;
        init => field = value is >= 0 and <= 1000 ? value
            : throw new ArgumentOutOfRangeException(nameof(WordDropout), value, "WordDropout: must be from 0 to 1000.");
    }

    = 1;

    /// <summary>How texts are cut into words. Default <see cref="TokenizerKind.Auto"/>.</summary>
    public TokenizerKind Tokenizer { get; init; } = TokenizerKind.Auto;

    /// <summary>Which differences between words do not count. Default: case, width and quotation marks.</summary>
    public TokenizerFolding Folding { get; init; } = Corpora.Tokenizer.DefaultFolding;

    /// <summary>The same options with everything decided that depends on how texts are cut.</summary>
    /// <param name="tokenizer">How they are.</param>
    public TaggerOptions For(TokenizerKind tokenizer) =>
        Window > 0 ? this : this with { Window = tokenizer == TokenizerKind.Characters ? 3 : 1 };

    private static int Check(int value, int least, int most, string name) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name}: must be from {least} to {most}.");

    private static double Share(double value, string name) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name}: must be at least 0 and below 1.");
}
