using System.CommandLine;
using Engram.Cli.Commands;
using Engram.Corpora;
using Engram.Models;
using Engram.Training;

namespace Engram.Cli;

/// <summary>Runs one command line: parses it, calls the command, turns what goes wrong into a message and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs the program.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="terminal">Where to read and write.</param>
    /// <param name="cancellationToken">Cancelled when the user interrupts.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken)
    {
        int code = await CallAsync(args, terminal, cancellationToken);
        try
        {
            terminal.Output.Flush();
            return code;
        }
        catch (IOException error)
        {
            terminal.Say($"engram: standard output: {error.Message}");
            return ExitCode.Failed;
        }
    }

    private static async Task<int> CallAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken)
    {
        RootCommand root = RootCommands.Create(terminal, args.Count > 0 ? args[0] : null);
        ParseResult parsed = root.Parse(args);
        if (parsed.CommandResult.Command.Subcommands.Count == 0 && UnknownOption(args, parsed) is { } unknown)
            return WrongUsage(terminal, parsed, [unknown]);

        try
        {
            parsed = ConfigOption.Expand(root, args, parsed);
            if (parsed.Errors.Count > 0)
                return WrongUsage(terminal, parsed, Messages(parsed));
            InvocationConfiguration configuration = new()
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            Task<int> work = Task.Run(() => parsed.InvokeAsync(configuration, cancellationToken), CancellationToken.None);
            return parsed.CommandResult.Command is ExampleCommand { EndsInGoodOrder: true } ? await work : await work.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.Say("engram: interrupted.");
            return ExitCode.Interrupted;
        }
        catch (ConfigFileException error)
        {
            return WrongUsage(terminal, parsed, [error.Message]);
        }
        catch (Exception error) when (IsExpected(Cause(error)))
        {
            terminal.Say($"engram: {FirstLine(Cause(error))}");
            return ExitCode.Failed;
        }
    }

    private static int WrongUsage(Terminal terminal, ParseResult parsed, IEnumerable<string> messages)
    {
        foreach (string message in messages)
            terminal.Say($"engram: {message}");
        terminal.Say($"Run '{CommandPath(parsed)} --help' for the usage.");
        return ExitCode.WrongUsage;
    }

    // A mistyped command is also reported as a missing one, which says less; and the commands there are help more than either.
    private static IEnumerable<string> Messages(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string commands = string.Join(", ", command.Subcommands.Select(child => child.Name));
        if (commands.Length == 0)
            return parsed.Errors.Select(error => error.Message).Distinct();
        return parsed.UnmatchedTokens.Count == 0
            ? [$"a command is missing. Give one of: {commands}."]
            : parsed.UnmatchedTokens.Take(1).Select(token => $"'{token}' is not known. Give one of: {commands}.");
    }

    // The library takes an option that it does not know for an argument, such as a file.
    private static string? UnknownOption(IReadOnlyList<string> args, ParseResult parsed)
    {
        IEnumerable<Option> known = parsed.CommandResult.Command.Options;
        IEnumerable<Option> everywhere = parsed.RootCommandResult.Command.Options;
        HashSet<string> names = [.. known.Concat(everywhere).SelectMany(option => option.Aliases.Append(option.Name))];
        string? unknown = args.TakeWhile(arg => arg != "--").Where(arg => arg.StartsWith("--", StringComparison.Ordinal))
            .Select(arg => arg.Split('=', ':')[0]).FirstOrDefault(name => !names.Contains(name));
        return unknown is null ? null : $"there is no option '{unknown}'. Give one of: {string.Join(", ", known.Select(option => option.Name))}.";
    }

    // What ENGRAM_SIMD says is read when a type is first used, and its message arrives wrapped.
    private static Exception Cause(Exception error) => error is TypeInitializationException { InnerException: { } inner } ? inner : error;

    // What a user can cause and mend; anything else is a fault of the program and keeps its stack trace.
    private static bool IsExpected(Exception error)
        => error is CorpusException or ModelFileException or TrainingException or NotFiniteNumberException
            or ArgumentException or InvalidOperationException or NotSupportedException
            or IOException or InvalidDataException or UnauthorizedAccessException;

    // An ArgumentException adds the name of the parameter and a line with its value, which mean nothing to a user.
    private static string FirstLine(Exception error) => error is ArgumentException { ParamName: { } name }
        ? error.Message.ReplaceLineEndings("\n").Split('\n')[0].Replace($" (Parameter '{name}')", "")
        : error.Message;

    private static string CommandPath(ParseResult parsed)
    {
        Stack<string> names = new();
        for (System.CommandLine.Parsing.SymbolResult? result = parsed.CommandResult; result is not null; result = result.Parent)
            if (result is System.CommandLine.Parsing.CommandResult command)
                names.Push(command.Command is RootCommand ? "engram" : command.Command.Name);
        return string.Join(' ', names);
    }
}
