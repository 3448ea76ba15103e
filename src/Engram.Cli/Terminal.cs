using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Engram.Cli;

/// <summary>Where a command reads and writes: results on standard output, progress and messages on standard error, UTF-8 without a BOM.</summary>
/// <remarks>What is not a terminal gets plain lines: nothing wrapped, no colour. <c>NO_COLOR</c> is respected on a terminal too.</remarks>
internal sealed class Terminal : IDisposable
{
    private const int Unlimited = 10_000;

    private readonly bool _ownsStreams;

    /// <summary>Joins a terminal from its parts.</summary>
    /// <param name="input">Standard input.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    public Terminal(Stream input, TextWriter output, TextWriter error)
        : this(input, output, error, outputWidth: null, errorWidth: null, ownsStreams: false)
    {
    }

    private Terminal(Stream input, TextWriter output, TextWriter error, int? outputWidth, int? errorWidth, bool ownsStreams)
    {
        Input = input;
        Output = output;
        Error = error;
        Width = outputWidth ?? Unlimited;
        IsInteractive = errorWidth is not null;
        Results = Console(output, outputWidth);
        Messages = Console(error, errorWidth);
        _ownsStreams = ownsStreams;
    }

    /// <summary>Standard input, as bytes.</summary>
    public Stream Input { get; }

    /// <summary>Standard output, for machines: nothing is added, wrapped or coloured. Whoever ran a command flushes it.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error, the same way.</summary>
    public TextWriter Error { get; }

    /// <summary>Standard output, for tables.</summary>
    public IAnsiConsole Results { get; }

    /// <summary>Standard error, for progress.</summary>
    public IAnsiConsole Messages { get; }

    /// <summary>Columns of the terminal; practically unlimited where standard output is none.</summary>
    public int Width { get; }

    /// <summary>Whether somebody may be watching standard error, so that a progress bar makes sense.</summary>
    public bool IsInteractive { get; }

    /// <summary>The terminal that the program was started from.</summary>
    public static Terminal OfThisProcess()
    {
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        // Written in blocks where a program reads along; whoever answers line by line flushes.
        StreamWriter output = new(System.Console.OpenStandardOutput(), utf8) { AutoFlush = !System.Console.IsOutputRedirected, NewLine = "\n" };
        StreamWriter error = new(System.Console.OpenStandardError(), utf8) { AutoFlush = true, NewLine = "\n" };
        return new Terminal(
            System.Console.OpenStandardInput(),
            output,
            error,
            System.Console.IsOutputRedirected ? null : WindowWidth(),
            System.Console.IsErrorRedirected ? null : WindowWidth(),
            ownsStreams: true);
    }

    /// <summary>Writes a message for the user.</summary>
    public void Say(string message) => Error.WriteLine(message);

    /// <summary>Writes a warning.</summary>
    public void Warn(string message) => Error.WriteLine($"warning: {message}");

    public void Dispose()
    {
        if (!_ownsStreams)
            return;
        Output.Dispose();
        Error.Dispose();
        Input.Dispose();
    }

    private static int WindowWidth()
    {
        try
        {
            return System.Console.WindowWidth is var width and > 0 ? width : Unlimited;
        }
        catch (IOException)
        {
            return Unlimited; // a terminal that does not tell its size
        }
    }

    private static IAnsiConsole Console(TextWriter writer, int? width)
    {
        bool isTerminal = width is not null;
        bool hasColour = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = hasColour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        console.Profile.Width = width ?? Unlimited;
        console.Profile.Encoding = Encoding.UTF8;
        return console;
    }

    /// <summary>A number with its noun: <c>1 sentence</c>, <c>2 sentences</c>.</summary>
    public static string Count(int number, string noun) => Text($"{number} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>Numbers and texts in the form that is the same everywhere.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
