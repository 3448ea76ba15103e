using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Engram.Cli.Commands;

/// <summary>The program with all its commands.</summary>
internal static class RootCommands
{
    private static readonly (string Name, Func<Terminal, Command> Create)[] All =
    [
        ("demo", DemoCommand.Create),
        ("lesson", LessonCommand.Create),
        ("train", TrainCommand.Create),
        ("tag", TagCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("compare", CompareCommand.Create),
        ("inspect", InspectCommand.Create),
        ("data", DataCommand.Create),
        ("quantize", QuantizeCommand.Create),
        ("serve", ServeCommand.Create),
    ];

    /// <summary>The commands' names.</summary>
    public static IEnumerable<string> Names => All.Select(command => command.Name);

    /// <summary>Creates the program.</summary>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <param name="first">The first argument. If it names a command, only that one is made: a start need not wait for the options of all.</param>
    public static RootCommand Create(Terminal terminal, string? first = null)
    {
        RootCommand root = new("Recurrent networks for .NET: train a slot filler on your own sentences, and tag with it.");
        foreach ((string name, Func<Terminal, Command> create) in All)
        {
            if (name == first || !Names.Contains(first))
                root.Add(create(terminal));
        }

        foreach (Option option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction usual } help)
            {
                usual.MaxWidth = terminal.Width;
                help.Action = new HelpWithExamples(usual);
            }

            if (option is VersionOption version)
                version.Action = new VersionAction();
        }

        return root;
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            string version = typeof(RootCommands).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
            parseResult.InvocationConfiguration.Output.WriteLine($"engram {version.Split('+')[0]}");
            return ExitCode.Done;
        }
    }
}
