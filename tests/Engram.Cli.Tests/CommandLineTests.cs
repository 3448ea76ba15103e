using Engram.Cli.Commands;

namespace Engram.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly Cli _cli = new();

    public static TheoryData<string> Commands => [.. Paths(RootCommands.Create(new Terminal(Stream.Null, TextWriter.Null, TextWriter.Null)), "")];

    [Fact]
    public async Task Help_ListsTheCommands() => Snapshot.Matches(await _cli.TranscribeAsync("--help"));

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_OfEveryCommand_EndsWithExamplesThatParse(string path)
    {
        Assert.Equal(ExitCode.Done, await _cli.RunAsync([.. path.Split(' '), "--help"]));

        string[] examples = [.. _cli.Output.Split("Examples:\n")[1].Split('\n').Where(line => line.Length > 0).Select(line => line.Trim())];
        Assert.NotEmpty(examples);
        foreach (string example in examples)
            Assert.Empty(RootCommands.Create(new Terminal(Stream.Null, TextWriter.Null, TextWriter.Null)).Parse(example["engram ".Length..]).Errors);
    }

    [Fact]
    public async Task Version_IsOneLine()
    {
        Assert.Equal(ExitCode.Done, await _cli.RunAsync("--version"));
        Assert.Matches(@"^engram \d+\.\d+\.\d+\S*\n$", _cli.Output);
    }

    [Theory]
    [InlineData("", "engram: a command is missing. Give one of: demo, lesson, train, tag, evaluate, compare, inspect, data")]
    [InlineData("dta", "engram: 'dta' is not known. Give one of: demo, lesson, train, tag, evaluate, compare, inspect, data")]
    [InlineData("data", "engram: a command is missing. Give one of: validate, stats")]
    [InlineData("data convert x --to iob", "engram: --to: 'iob' is not known. Give one of: bio, iob1, bioes, plain, bilou, ioe1, ioe2.")]
    [InlineData("data split x --share 1.5", "engram: --share: '1.5' is not a number between 0 and 1, such as 0.1.")]
    [InlineData("data split x --seed one", "engram: --seed: 'one' is not a whole number, 0 or more.")]
    public async Task RunAsync_WithWrongUsage_SaysWhatIsAllowed(string line, string expected)
    {
        int code = await _cli.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ExitCode.WrongUsage, code);
        Assert.StartsWith(expected, _cli.Error);
        Assert.Contains("--help' for the usage.", _cli.Error);
        Assert.Empty(_cli.Output);
    }

    [Fact]
    public async Task RunAsync_WhoseOutputCannotBeWritten_Fails()
    {
        StringWriter error = new() { NewLine = "\n" };
        using StreamWriter output = new(new FullDisk());
        using Terminal terminal = new(Stream.Null, output, error);

        Assert.Equal(ExitCode.Failed, await CommandLine.RunAsync(["--version"], terminal, TestContext.Current.CancellationToken));

        Assert.Equal("engram: standard output: the disk is full\n", error.ToString());
    }

    public void Dispose() => _cli.Dispose();

    private static IEnumerable<string> Paths(System.CommandLine.Command command, string path)
        => command.Subcommands.SelectMany(child => child.Subcommands.Count == 0 ? [path + child.Name] : Paths(child, path + child.Name + " "));

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("the disk is full");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("the disk is full");
    }

    [Fact]
    public void Create_WithTheNameOfACommand_MakesThatOneAlone()
    {
        Terminal terminal = new(Stream.Null, TextWriter.Null, TextWriter.Null);

        foreach (string name in RootCommands.Names)
            Assert.Equal([name], RootCommands.Create(terminal, name).Subcommands.Select(command => command.Name));
        Assert.Equal(RootCommands.Names, RootCommands.Create(terminal, "tga").Subcommands.Select(command => command.Name));
    }
}
