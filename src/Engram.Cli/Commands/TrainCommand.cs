using System.CommandLine;
using Engram.Corpora;
using Engram.Encoders;
using Engram.Models;
using Engram.Training;

namespace Engram.Cli.Commands;

/// <summary><c>engram train</c>: a corpus in, a model out.</summary>
internal sealed class TrainCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _train = CorpusInput.File();
    private readonly Option<string?> _valid = new("--valid")
    {
        Description = "The corpus that the best epoch is chosen on; by default a tenth is held back.",
        HelpName = "file",
    };
    private readonly Option<string?> _output = new("--out")
    {
        Description = "The model file; by default the corpus's name with .engram, in this folder.",
        HelpName = "file",
    };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on where an interrupted training of the same model stands." };
    private readonly Option<string?> _vectors = new("--vectors")
    {
        Description = "Word vectors to start from, a text file of GloVe, word2vec or fastText; they decide --word-size.",
        HelpName = "file",
    };
    private readonly Option<int> _vectorWords = CommandOptions.Whole(
        "--vector-words", "How many of the first words of that file are known even if training lacks them.", WordVectors.DefaultMostFrequent, 0);
    private readonly CorpusInput _corpora;
    private readonly NetworkInput _network;
    private readonly TrainingInput _training;

    private TrainCommand(Terminal terminal, Command command)
    {
        _terminal = terminal;
        command.Arguments.Add(_train);
        foreach (Option option in (Option[])[_valid, _output, _resume, _vectors, _vectorWords])
            command.Options.Add(option);
        _corpora = new CorpusInput(terminal, command);
        _network = new NetworkInput(command);
        _training = new TrainingInput(command);
        command.Options.Add(new ConfigOption([.. _network.Options, .. _training.Options, _vectors, _vectorWords]));
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Job(parsed, cancellationToken).Run(cancellationToken)));
    }

    public static Command Create(Terminal terminal)
    {
        ExampleCommand command = new(
            "train",
            "Train a tagger on annotated sentences. Ctrl+C keeps the best model so far, and --resume goes on.",
            "engram train train.conll --valid valid.conll --out tickets.engram",
            "engram train my-sentences.txt",
            "engram train train.conll --cell gru --layers 1 --units 100 --seed 7",
            "engram train train.conll --vectors glove.6B.100d.txt",
            "engram train train.conll --config small.json --epochs 5")
        {
            EndsInGoodOrder = true,
        };
        _ = new TrainCommand(terminal, command);
        return command;
    }

    private TrainingJob Job(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetValue(_train)!;
        ModelPaths paths = new(parsed.GetValue(_output) ?? Path.ChangeExtension(Path.GetFileName(path), ".engram"));
        paths.RequireApart(((string?[])[path, parsed.GetValue(_valid), parsed.GetValue(_vectors)]).OfType<string>());
        Corpus train = _corpora.Read(parsed, path);
        Corpus? valid = parsed.GetValue(_valid) is { } file ? _corpora.Read(parsed, file) : null;
        TrainingPlan plan = TrainingPlan.Create(train, valid, _training.Read(parsed));
        foreach (string note in plan.Notes)
            _terminal.Say(note);
        foreach (string warning in plan.Warnings)
            _terminal.Warn(warning);
        (TaggerOptions options, PretrainedVectors? vectors) = Network(parsed, plan.Train, cancellationToken);
        return new TrainingJob
        {
            Terminal = _terminal,
            Options = options,
            Plan = plan,
            Vectors = vectors,
            Paths = paths,
            Resume = parsed.GetValue(_resume),
        };
    }

    private (TaggerOptions Options, PretrainedVectors? Vectors) Network(ParseResult parsed, Corpus train, CancellationToken cancellationToken)
    {
        TaggerOptions options = _network.Read(parsed);
        if (parsed.GetValue(_vectors) is not { } path)
            return (options, null);
        PretrainedVectors vectors = WordVectors.Read(path, options, train, parsed.GetValue(_vectorWords), cancellationToken);
        _terminal.Say(Terminal.Text($"{path}: {vectors.Words.Count} words taken over, {vectors.Dimension} numbers each."));
        return (_network.GivesWordSize(parsed) ? options : options with { WordSize = vectors.Dimension }, vectors);
    }
}
