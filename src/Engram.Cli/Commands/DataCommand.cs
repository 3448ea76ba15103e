using System.CommandLine;

namespace Engram.Cli.Commands;

/// <summary><c>engram data</c>: what can be done with a corpus before training.</summary>
internal static class DataCommand
{
    public static Command Create(Terminal terminal) => new("data", "Check, count, convert, split and generate annotated sentences.")
    {
        DataValidateCommand.Create(terminal),
        DataStatsCommand.Create(terminal),
        DataConvertCommand.Create(terminal),
        DataSplitCommand.Create(terminal),
        DataGenerateCommand.Create(terminal),
    };
}
