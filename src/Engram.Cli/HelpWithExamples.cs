using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Engram.Cli;

/// <summary>The usual help, then the examples of the command.</summary>
/// <param name="usual">The usual help.</param>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    /// <summary>Whoever asks for help need not get the rest of the line right.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        int code = WriteUsual(parseResult, output);
        if (parseResult.CommandResult.Command is ExampleCommand { Examples: { Count: > 0 } examples })
        {
            output.WriteLine("Examples:");
            foreach (string example in examples)
                output.WriteLine($"  {example}");
            output.WriteLine();
        }

        return code;
    }

    // The library names the program after its file, which is 'Engram.Cli', or the tests', or 'dotnet'.
    private int WriteUsual(ParseResult parseResult, TextWriter output)
    {
        StringWriter help = new() { NewLine = output.NewLine };
        parseResult.InvocationConfiguration.Output = help;
        int code = usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write(help.ToString().Replace($"  {RootCommand.ExecutableName} ", "  engram ", StringComparison.Ordinal));
        return code;
    }
}
