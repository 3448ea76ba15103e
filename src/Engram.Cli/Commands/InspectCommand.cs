using System.CommandLine;
using System.CommandLine.Parsing;
using Engram.Cli.Inspecting;
using Engram.Layers;

namespace Engram.Cli.Commands;

/// <summary><c>engram inspect</c>: what a network remembers of a sentence, word by word.</summary>
internal sealed class InspectCommand
{
    private readonly Argument<string> _model = new("model") { Description = "The model file." };
    private readonly Argument<string?> _sentence = new("sentence")
    {
        Description = "The sentence; it may be left out with --corpus.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string?> _against = new("--against")
    {
        Description = "Another sentence: show where the two memories differ.",
        HelpName = "sentence",
    };
    private readonly Option<string?> _why = new("--why")
    {
        Description = "A word, or its number from 0: show which words decided its tag.",
        HelpName = "word",
    };
    private readonly Option<int?> _layer = CommandOptions.WholeIfGiven(
        "--layer", "Which recurrent layer, from 0 at the bottom; by default the top one.", minimum: 0);
    private readonly Option<Direction?> _direction = CommandOptions.Choice<Direction>(
        "--direction", "Which order of reading; by default each that the layer has.");
    private readonly Option<string?> _gate = new("--gate")
    {
        Description = "Which gate or state, such as forgetGate, or all; by default the cell state, or the hidden state where there is none.",
        HelpName = "name",
    };
    private readonly Option<int?> _unit = CommandOptions.WholeIfGiven(
        "--unit", "One unit, from 0, over the words: its gates, what it remembers, and the arithmetic of each step.", minimum: 0);
    private readonly Option<int> _rows = CommandOptions.Whole(
        "--rows", "How many units are shown, those that move or differ most.", fallback: 12, minimum: 1);
    private readonly Option<string?> _corpus = new("--corpus")
    {
        Description = "A corpus: show how often gates are shut and open over it, and how far the words reach that a slot hangs on.",
        HelpName = "file",
    };
    private readonly Option<string?> _sameCells = new("--same-cells")
    {
        Description = "Words of the sentence: show where in the corpus the cells are on that are on at all of them.",
        HelpName = "words",
    };
    private readonly Option<double> _threshold = CommandOptions.Number(
        "--threshold", "From which value on a cell is on.", fallback: 0.3, minimum: -1000, maximum: 1000);
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object: the trace, or the comparison, or the explanation." };
    private readonly Option<string?> _html = new("--html")
    {
        Description = "Write the web inspector with this sentence as one offline file.",
        HelpName = "file",
    };
    private readonly Option<bool> _noVerify = new("--no-verify") { Description = "Load a model file that another program has edited." };
    private readonly CorpusInput _corpora;
    private readonly Terminal _terminal;

    private InspectCommand(Terminal terminal, Command command)
    {
        _terminal = terminal;
        command.Arguments.Add(_model);
        command.Arguments.Add(_sentence);
        Option[] options =
            [_against, _why, _layer, _direction, _gate, _unit, _rows, _corpus, _sameCells, _threshold, _json, _html, _noVerify];
        foreach (Option option in options)
            command.Options.Add(option);
        _corpora = new CorpusInput(terminal, command);
        command.Validators.Add(Validate);
        command.SetAction((parsed, cancellationToken) => Task.Run(() => Job(parsed).Run(cancellationToken), CancellationToken.None));
    }

    public static Command Create(Terminal terminal)
    {
        const string Arrive = "engram inspect tickets.engram \"arrive Taipei on November 2nd\"";
        ExampleCommand command = new(
            "inspect",
            "Show what a network remembers of a sentence, word by word.",
            Arrive,
            $"{Arrive} --against \"leave Taipei on November 2nd\"",
            $"{Arrive} --why Taipei",
            $"{Arrive} --gate forgetGate --direction forward",
            $"{Arrive} --unit 7",
            $"{Arrive} --same-cells Taipei --corpus train.conll",
            $"{Arrive} --html taipei.html");
        _ = new InspectCommand(terminal, command);
        return command;
    }

    private void Validate(CommandResult result)
    {
        bool Given(Option option) => result.GetResult(option) is { Implicit: false };
        Option[] ofASentence = [_against, _why, _unit, _sameCells, _json, _html];
        if (result.GetResult(_sentence) is null or { Tokens.Count: 0 })
        {
            if (Array.Find(ofASentence, Given) is { } needs)
                result.AddError($"{needs.Name}: a sentence is missing. Give one in quotes behind the model.");
            else if (!Given(_corpus))
                result.AddError("a sentence is missing. Give one in quotes behind the model, or a corpus with --corpus.");
        }

        if (Given(_sameCells) && !Given(_corpus))
            result.AddError("--same-cells: there is nothing to search in. Give a corpus with --corpus.");
        if (Given(_json) && Given(_against) && Given(_why))
            result.AddError("--json: one object can be printed. Give --against or --why, not both.");
        if (Given(_json) && Given(_corpus))
            result.AddError("--json: what is measured over a corpus has no JSON form. Leave out --json or --corpus.");
    }

    private InspectionJob Job(ParseResult parsed) => new(_terminal)
    {
        Model = parsed.GetValue(_model)!,
        Verify = !parsed.GetValue(_noVerify),
        Sentence = parsed.GetValue(_sentence),
        Against = parsed.GetValue(_against),
        Why = parsed.GetValue(_why),
        Layer = parsed.GetValue(_layer),
        Direction = parsed.GetValue(_direction),
        Part = parsed.GetValue(_gate),
        Unit = parsed.GetValue(_unit),
        Rows = parsed.GetValue(_rows),
        Corpus = parsed.GetValue(_corpus) is { } file ? _corpora.Read(parsed, file) : null,
        SameCells = parsed.GetValue(_sameCells),
        Threshold = parsed.GetValue(_threshold),
        Json = parsed.GetValue(_json),
        Html = parsed.GetValue(_html),
    };
}
