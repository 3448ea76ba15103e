using System.CommandLine;
using Engram.Corpora;
using Engram.Layers;
using Engram.Models;

namespace Engram.Cli.Commands;

/// <summary>How a command is told what a network is made of.</summary>
internal sealed class NetworkInput
{
    private static readonly TaggerOptions Default = new();

    private readonly Option<CellKind?> _cell = CommandOptions.Choice<CellKind>("--cell", "The recurrent cell; by default lstm.");
    private readonly Option<int> _units = CommandOptions.Whole("--units", "Units of a direction.", Default.Units, 1, 4096);
    private readonly Option<int> _layers = CommandOptions.Whole("--layers", "Recurrent layers.", Default.Layers, 1, 16);
    private readonly Option<bool> _forwardOnly = new("--forward-only")
    {
        Description =
        "Read from the first word to the last only, not from both ends."
    };
    private readonly Option<Merge?> _merge
        = CommandOptions.Choice<Merge>("--merge", "How the outputs of the two directions become one; by default concat.");
    private readonly Option<bool> _residual = new("--residual")
    {
        Description =
        "Add each recurrent layer's input to its output where the sizes are equal."
    };
    private readonly Option<bool> _normalization = new("--layer-normalization") { Description = "Normalise the output of each recurrent layer." };
    private readonly Option<bool> _attention = new("--attention")
    {
        Description = "Let each word look at all words of its sentence, above the recurrent layers."
    };
    private readonly Option<int> _lookAhead
        = CommandOptions.Whole("--look-ahead", "Words ahead seen above the recurrent layers, for --forward-only.", Default.LookAhead, 0, 15);
    private readonly Option<double> _recurrentDropout
        = CommandOptions.Number("--recurrent-dropout", "Share of what is fed back that is left out while training.", Default.RecurrentDropout, 0,
            0.99);
    private readonly Option<bool> _initialState = new("--learn-initial-state")
    {
        Description =
        "Train the state in which sentences start; by default it is zero."
    };
    private readonly Option<int> _words = CommandOptions.Whole("--word-size", "Length of a learned word vector; 0 for none.", Default.WordSize,
        0, 4096);
    private readonly Option<bool> _oneOfN = new("--one-of-n") { Description = "Show the network each word as one-of-N." };
    private readonly Option<int> _trigrams
        = CommandOptions.Whole("--trigram-size", "Length of the vector of a word's letter trigrams; 0 for none.", Default.TrigramSize, 0, 4096);
    private readonly Option<bool?> _trigramMarks = new("--trigram-marks")
    {
        Description = "Whether trigrams see the ends of a word; by default true.",
        HelpName = "true|false",
    };
    private readonly Option<int> _trigramBuckets = CommandOptions.Whole(
        "--trigram-buckets", "Extra dimensions that trigrams of other alphabets share.", Default.TrigramBuckets, 0, 1_000_000);
    private readonly Option<int> _characters
        = CommandOptions.Whole("--character-units", "Units of the network that reads words by characters; 0 for none.", Default.CharacterUnits,
            0, 1024);
    private readonly Option<int> _characterSize
        = CommandOptions.Whole("--character-size", "Length of the vector of a character in that network.", Default.CharacterSize, 1, 1024);
    private readonly Option<int> _shapes = CommandOptions.Whole("--shape-size", "Length of the vector of a word's shape; 0 for none.",
        Default.ShapeSize, 0, 1024);
    private readonly Option<int> _window
        = CommandOptions.Whole("--window", "Words seen at each step, an odd number; 0 lets the tokenizer decide.", Default.Window, 0, 15);
    private readonly Option<OutputKind?> _output = CommandOptions.Choice<OutputKind>("--output", "How tags are scored; by default crf.");
    private readonly Option<double> _dropout = CommandOptions.Number(
        "--dropout", "Share of the columns left out while training, between layers.", Default.Dropout, 0, 0.99);
    private readonly Option<double> _wordDropout
        = CommandOptions.Number("--word-dropout", "How readily rare words are replaced by 'other' while training.", Default.WordDropout, 0, 1000);
    private readonly Option<TokenizerKind?> _tokenizer = CommandOptions.Choice<TokenizerKind>("--tokenizer", "How texts are cut; by default auto.");
    private readonly Option<TokenizerFolding[]?> _fold = CommandOptions.Choices<TokenizerFolding>(
        "--fold", "Which differences between words do not count, of none,case,width,quotes,digits; by default case,width,quotes.");

    /// <summary>Adds the options to a command.</summary>
    public NetworkInput(Command command)
    {
        Options = [
            _cell, _units, _layers, _forwardOnly, _merge, _residual, _normalization, _attention, _lookAhead, _recurrentDropout, _initialState,
            _words, _oneOfN, _trigrams, _trigramMarks, _trigramBuckets, _characters, _characterSize, _shapes, _window, _output, _dropout,
            _wordDropout, _tokenizer, _fold];
        foreach (Option option in Options)
            command.Options.Add(option);
        _window.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var window && window != 0 && window % 2 == 0)
                result.AddError(Terminal.Text($"--window: '{window}' is even. Give an odd number from 1 to 15, or 0."));
        });
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> Options { get; }

    /// <summary>Whether the user asked for a length of word vectors, so that a file of vectors may not choose it.</summary>
    public bool GivesWordSize(ParseResult parsed) => parsed.GetResult(_words) is { Implicit: false };

    /// <summary>What the user asked for.</summary>
    public TaggerOptions Read(ParseResult parsed) => new()
    {
        Cell = parsed.GetValue(_cell) ?? Default.Cell,
        Units = parsed.GetValue(_units),
        Layers = parsed.GetValue(_layers),
        Bidirectional = !parsed.GetValue(_forwardOnly),
        Merge = parsed.GetValue(_merge) ?? Default.Merge,
        Residual = parsed.GetValue(_residual),
        LayerNormalization = parsed.GetValue(_normalization),
        Attention = parsed.GetValue(_attention),
        LookAhead = parsed.GetValue(_lookAhead),
        RecurrentDropout = parsed.GetValue(_recurrentDropout),
        LearnInitialState = parsed.GetValue(_initialState),
        WordSize = parsed.GetValue(_words),
        OneOfN = parsed.GetValue(_oneOfN),
        TrigramSize = parsed.GetValue(_trigrams),
        TrigramMarks = parsed.GetValue(_trigramMarks) ?? Default.TrigramMarks,
        TrigramBuckets = parsed.GetValue(_trigramBuckets),
        CharacterUnits = parsed.GetValue(_characters),
        CharacterSize = parsed.GetValue(_characterSize),
        ShapeSize = parsed.GetValue(_shapes),
        Window = parsed.GetValue(_window),
        Output = parsed.GetValue(_output) ?? Default.Output,
        Dropout = parsed.GetValue(_dropout),
        WordDropout = parsed.GetValue(_wordDropout),
        Tokenizer = parsed.GetValue(_tokenizer) ?? Default.Tokenizer,
        Folding = parsed.GetValue(_fold) is { Length: > 0 } fold ? fold.Aggregate((all, one) => all | one) : Default.Folding,
    };
}
