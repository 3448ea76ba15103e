using System.CommandLine;
using System.Globalization;
using System.Text;
using Engram.Models;
using Engram.Reports;
using Engram.Training.Comparisons;
using Spectre.Console;

namespace Engram.Cli.Commands;

/// <summary><c>engram compare</c>: trains architectures side by side and settles the lecture's claims about them.</summary>
internal sealed class CompareCommand
{
    private static readonly ComparisonOptions Default = new();

    private readonly Terminal _terminal;
    private readonly Argument<string> _train = CorpusInput.File();
    private readonly Option<string> _valid = new("--valid") { Description = "The corpus that is scored.", HelpName = "file", Required = true };
    private readonly Option<CellKind[]?> _cells = CommandOptions.Choices<CellKind>(
        "--cells", $"The cells, with commas; by default {string.Join(',', Default.Cells.Select(cell => CommandOptions.Spelled($"{cell}")))}.");
    private readonly Option<int[]?> _depths = CommandOptions.WholeNumbers(
        "--depths", $"Numbers of layers, with commas; by default {string.Join(',', Default.Depths)}.", 1, 16);
    private readonly Option<int> _seeds = CommandOptions.Whole("--seeds", "How often each architecture is trained.", Default.Seeds, 1, 100);
    private readonly Option<int> _epochs = CommandOptions.Whole("--epochs", "Epochs of every run.", Default.Training.Epochs, 1, 1000);
    private readonly Option<double[]?> _rates = CommandOptions.Numbers(
        "--learning-rates",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Learning rates, with commas; of several, each architecture gets its best; by default {Default.LearningRates[0]}."),
        1e-9,
        1000);
    private readonly Option<int> _units = CommandOptions.Whole("--units", "Units, of both directions together.", Default.Network.Units, 2, 4096);
    private readonly Option<int> _parallel = CommandOptions.Whole(
        "--parallel", "Runs at the same time, each on one thread; they change the time, never the scores.", Default.Parallel, 1, 64);
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };
    private readonly Option<string?> _markdown = new("--markdown") { Description = "Write the tables to this file, too.", HelpName = "file.md" };

    private CompareCommand(Terminal terminal) => _terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        CompareCommand compare = new(terminal);
        ExampleCommand command = new(
            "compare",
            "Train architectures side by side and settle the lecture's claims: Jordan or Elman, one direction or two, GRU or LSTM, depth, word "
                + "hashing.",
            "engram compare train.conll --valid valid.conll",
            "engram compare train.conll --valid valid.conll --cells lstm,gru --depths 1 --seeds 5 --markdown claims.md")
        {
            compare._train, compare._valid, compare._cells, compare._depths, compare._seeds, compare._epochs, compare._rates, compare._units,
            compare._parallel, compare._json, compare._markdown,
        };
        command.EndsInGoodOrder = true;
        CorpusInput corpora = new(terminal, command);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(compare.Run(parsed, corpora, cancellationToken)));
        return command;
    }

    private int Run(ParseResult parsed, CorpusInput corpora, CancellationToken cancellationToken)
    {
        ArchitectureComparison comparison = new(
            corpora.Read(parsed, parsed.GetValue(_train)!), corpora.Read(parsed, parsed.GetValue(_valid)!), Options(parsed), TimeProvider.System);
        ComparisonResult result = comparison.Run(new RunView(_terminal), cancellationToken);
        if (parsed.GetValue(_json))
            _terminal.Output.WriteLine(result.ToJson());
        else
            Write(result);
        if (parsed.GetValue(_markdown) is { } file)
        {
            AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(ComparisonTable.ToMarkdown(result))));
            _terminal.Say($"{file}: written.");
        }

        if (!cancellationToken.IsCancellationRequested)
            return ExitCode.Done;
        _terminal.Say("interrupted: the tables hold the runs that were done.");
        return ExitCode.Interrupted;
    }

    private ComparisonOptions Options(ParseResult parsed) => Default with
    {
        Cells = parsed.GetValue(_cells) is { Length: > 0 } cells ? cells : Default.Cells,
        Depths = parsed.GetValue(_depths) is { Length: > 0 } depths ? depths : Default.Depths,
        LearningRates = parsed.GetValue(_rates) is { Length: > 0 } rates ? rates : Default.LearningRates,
        Seeds = parsed.GetValue(_seeds),
        Parallel = parsed.GetValue(_parallel),
        Network = Default.Network with { Units = parsed.GetValue(_units) },
        Training = Default.Training with { Epochs = parsed.GetValue(_epochs) },
    };

    private void Write(ComparisonResult result)
    {
        _terminal.Results.Write(new Text(ComparisonTable.Describe(result)));
        _terminal.Results.WriteLine();
        _terminal.Results.WriteLine();
        Write(ComparisonTable.ArchitectureColumns, ComparisonTable.Architectures(result));
        _terminal.Results.WriteLine();
        Write(ComparisonTable.ClaimColumns, ComparisonTable.Claims(result));
    }

    private void Write(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        Table table = new Table().Border(TableBorder.None);
        foreach ((int i, string column) in columns.Index())
            table.AddColumn(i == 0 ? new TableColumn(new Text(column)).PadRight(2) : new TableColumn(new Text(column)).RightAligned().NoWrap());
        foreach (IReadOnlyList<string> row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        _terminal.Results.Write(table);
    }

    private sealed class RunView(Terminal terminal) : IProgress<ComparisonProgress>
    {
        private readonly Lock _lock = new();

        public void Report(ComparisonProgress value)
        {
            lock (_lock)
                terminal.Say(Describe(value));
        }

        private static string Describe(ComparisonProgress value)
        {
            string chosen = value.ChoosesRate ? Terminal.Text($"rate {value.Run.LearningRate} on trial") : Terminal.Text($"seed {value.Run.Seed}");
            return $"{value.Done}/{value.Total} {value.Architecture.Name}, {chosen}: "
                + Terminal.Text($"F1 {100 * value.Run.F1:0.00}, {value.Run.Seconds:0.0} s");
        }
    }
}
