using System.Text;

namespace Engram.Cli.Tests;

/// <summary>Runs the command inside the test process, in a folder of its own.</summary>
internal sealed class Cli : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("engram-cli-");

    /// <summary>What the last run wrote to standard output.</summary>
    public string Output { get; private set; } = "";

    /// <summary>What the last run wrote to standard error.</summary>
    public string Error { get; private set; } = "";

    /// <summary>The path of a file in the folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file into the folder; its name, as arguments may use it.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments; one that begins with <c>@</c> names a file in the folder.</param>
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(params string[] args) => RunAsync("", CancellationToken.None, args);

    /// <summary>Runs a command line with something on standard input.</summary>
    public async Task<int> RunAsync(string input, CancellationToken cancellationToken, params string[] args)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        using Terminal terminal = new(new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error);
        string[] given = [.. args.Select(arg => arg.StartsWith('@') ? PathOf(arg[1..]) : arg)];
        int code = await CommandLine.RunAsync(given, terminal, cancellationToken);
        Output = Clean(output);
        Error = Clean(error);
        return code;
    }

    /// <summary>A whole run as text: exit code, standard output, standard error.</summary>
    public async Task<string> TranscribeAsync(params string[] args)
    {
        int code = await RunAsync(args);
        StringBuilder text = new();
        text.Append("$ engram ").AppendJoin(' ', args.Select(arg => arg.TrimStart('@'))).Append('\n').Append(Output);
        if (Error.Length > 0)
            text.Append("--- standard error\n").Append(Error);
        return text.Append(System.Globalization.CultureInfo.InvariantCulture, $"--- exit code {code}\n").ToString();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // The folder's name is another in every run; padding behind the last column is nobody's business.
    private string Clean(StringWriter text)
    {
        string plain = text.ToString().ReplaceLineEndings("\n").Replace(_folder.FullName + Path.DirectorySeparatorChar, "");
        return string.Join('\n', plain.Split('\n').Select(line => line.TrimEnd()));
    }
}
