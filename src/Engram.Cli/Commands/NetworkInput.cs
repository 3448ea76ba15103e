using System.CommandLine;
using Engram.Corpora;
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
    private readonly Option<int> _words = CommandOptions.Whole("--word-size", "Length of a learned word vector; 0 for none.", Default.WordSize,
        0, 4096);
    private readonly Option<bool> _oneOfN = new("--one-of-n") { Description = "Show the network each word as one-of-N." };
    private readonly Option<int> _trigrams
        = CommandOptions.Whole("--trigram-size", "Length of the vector of a word's letter trigrams; 0 for none.", Default.TrigramSize, 0, 4096);
    private readonly Option<int> _characters
        = CommandOptions.Whole("--character-units", "Units of the network that reads words by characters; 0 for none.", Default.CharacterUnits,
            0, 1024);
    private readonly Option<int> _shapes = CommandOptions.Whole("--shape-size", "Length of the vector of a word's shape; 0 for none.",
        Default.ShapeSize, 0, 1024);
    private readonly Option<int> _window
        = CommandOptions.Whole("--window", "Words seen at each step, an odd number; 0 lets the tokenizer decide.", Default.Window, 0, 15);
    private readonly Option<OutputKind?> _output = CommandOptions.Choice<OutputKind>("--output", "How tags are scored; by default crf.");
    private readonly Option<double> _dropout = CommandOptions.Share("--dropout", "Share of the columns left out while training.", Default.Dropout);
    private readonly Option<double> _wordDropout
        = CommandOptions.Number("--word-dropout", "How readily rare words are replaced by 'other' while training.", Default.WordDropout, 0, 1000);
    private readonly Option<TokenizerKind?> _tokenizer = CommandOptions.Choice<TokenizerKind>("--tokenizer", "How texts are cut; by default auto.");

    /// <summary>Adds the options to a command.</summary>
    public NetworkInput(Command command)
    {
        Option[] options = [
            _cell, _units, _layers, _forwardOnly, _words, _oneOfN, _trigrams, _characters, _shapes, _window, _output, _dropout, _wordDropout,
                _tokenizer];
        foreach (Option option in options)
            command.Options.Add(option);
    }

    /// <summary>What the user asked for.</summary>
    public TaggerOptions Read(ParseResult parsed) => new()
    {
        Cell = parsed.GetValue(_cell) ?? Default.Cell,
        Units = parsed.GetValue(_units),
        Layers = parsed.GetValue(_layers),
        Bidirectional = !parsed.GetValue(_forwardOnly),
        WordSize = parsed.GetValue(_words),
        OneOfN = parsed.GetValue(_oneOfN),
        TrigramSize = parsed.GetValue(_trigrams),
        CharacterUnits = parsed.GetValue(_characters),
        ShapeSize = parsed.GetValue(_shapes),
        Window = parsed.GetValue(_window),
        Output = parsed.GetValue(_output) ?? Default.Output,
        Dropout = parsed.GetValue(_dropout),
        WordDropout = parsed.GetValue(_wordDropout),
        Tokenizer = parsed.GetValue(_tokenizer) ?? Default.Tokenizer,
    };
}
