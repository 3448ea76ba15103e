using System.CommandLine;
using Engram.Server;

namespace Engram.Cli.Commands;

/// <summary><c>engram serve</c>: answers over HTTP until it is told to stop.</summary>
internal static class ServeCommand
{
    private const string KeyVariable = "ENGRAM_API_KEY";

    // Only constants of the server stand here: they are part of this assembly, so that no other command ever loads the server's.
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> models = new("models")
        {
            Description = "Model files, or NAME=FILE; the first answers where a request names none.",
            Arity = ArgumentArity.OneOrMore,
        };
        ServeOptions options = new();
        ExampleCommand command = new(
            "serve",
            "Serve models over HTTP, with the web inspector.",
            "engram serve tickets.engram",
            "engram serve tickets.engram en=english.engram --port 8080")
        {
            models,
        };
        options.AddTo(command);
        command.EndsInGoodOrder = true;
        command.SetAction((parsed, cancellationToken) => Serving.RunAsync(parsed.GetValue(models)!, parsed, options, terminal, cancellationToken));
        return command;
    }

    // A class of its own, because a method that names the server's types makes the runtime load them.
    private static class Serving
    {
        public static async Task<int> RunAsync(
            string[] models, ParseResult parsed, ServeOptions options, Terminal terminal, CancellationToken cancellationToken)
        {
            ServerOptions serverOptions = new()
            {
                Models = [.. models.Select(ModelSource.Parse)],
                Host = parsed.GetValue(options.Host)!,
                Port = parsed.GetValue(options.Port),
                ApiKey = ReadKey(parsed.GetValue(options.KeyFile)),
                Limits = options.Limits(parsed),
                ReloadInterval = parsed.GetValue(options.NoReload) ? TimeSpan.Zero : TimeSpan.FromSeconds(1),
                Report = line => terminal.Say($"engram: {line}"),
            };
            await using TaggerServer server = await TaggerServer.StartAsync(serverOptions, cancellationToken);
            terminal.Say($"engram: serving at {server.Address}; Ctrl+C stops.");
            await WaitAsync(cancellationToken);
            terminal.Say("engram: stopping; requests in flight are answered first.");
            int cut = await server.StopAsync();
            if (cut == 0)
                return ExitCode.Done;
            terminal.Say($"engram: {Terminal.Count(cut, "request")} could not be answered in time.");
            return ExitCode.Interrupted;
        }

        private static async Task WaitAsync(CancellationToken cancellationToken)
            => await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        private static string? ReadKey(string? file)
        {
            if (file is not null && !File.Exists(file))
                throw new FileNotFoundException($"{file}: there is no such file. Give one with the key that clients shall show.");
            string? key = file is null ? Environment.GetEnvironmentVariable(KeyVariable) : File.ReadAllText(file).Trim();
            if (key is { Length: 0 } && file is not null)
                throw new InvalidDataException($"{file}: there is no key in this file. Write one line with the key that clients shall show.");
            return string.IsNullOrEmpty(key) ? null : key;
        }
    }
}
