using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Engram.Cli.Commands;

/// <summary>The program with all its commands.</summary>
internal static class RootCommands
{
    public static RootCommand Create(Terminal terminal)
    {
        RootCommand root = new("Recurrent networks for .NET: train a slot filler on your own sentences, and tag with it.")
        {
            DemoCommand.Create(terminal),
            LessonCommand.Create(terminal),
            TrainCommand.Create(terminal),
            TagCommand.Create(terminal),
            EvaluateCommand.Create(terminal),
            CompareCommand.Create(terminal),
            InspectCommand.Create(terminal),
            DataCommand.Create(terminal),
            QuantizeCommand.Create(terminal),
            ServeCommand.Create(terminal),
        };
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
