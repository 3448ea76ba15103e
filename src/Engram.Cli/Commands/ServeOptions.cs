using System.CommandLine;
using Engram.Server;

namespace Engram.Cli.Commands;

/// <summary>The options of <c>engram serve</c>.</summary>
internal sealed class ServeOptions
{
    public Option<int> Port { get; } = CommandOptions.Whole(
        "--port", "The port; 0 takes a free one.", fallback: ServerOptions.DefaultPort, minimum: 0, maximum: ushort.MaxValue);

    public Option<string> Host { get; } = new("--host")
    {
        Description = "The IP address to listen on. By default this machine alone; 0.0.0.0 for everyone who reaches it.",
        HelpName = "address",
        DefaultValueFactory = _ => ServerOptions.DefaultHost,
    };

    public Option<string?> KeyFile { get; } = new("--api-key-file")
    {
        Description = "A file with the key that clients must show; by default what ENGRAM_API_KEY holds, and without that no key.",
        HelpName = "file",
    };

    public Option<int> Rate { get; } = CommandOptions.Whole(
        "--rate", "Requests a second that one client may make; 0 for any number.", fallback: 0, minimum: 0);

    public Option<int> MaxBody { get; } = CommandOptions.Whole(
        "--max-body", "Bytes of a request's body.", fallback: ServerLimits.DefaultBodyBytes, minimum: 1);

    public Option<int> MaxWords { get; } = CommandOptions.Whole(
        "--max-words", "Words of a sentence, and of a stream.", fallback: ServerLimits.DefaultWordsPerSentence, minimum: 1);

    public Option<int> MaxSentences { get; } = CommandOptions.Whole(
        "--max-sentences", "Sentences of a request.", fallback: ServerLimits.DefaultSentencesPerRequest, minimum: 1);

    public Option<int> MaxRequests { get; } = CommandOptions.Whole(
        "--max-requests", "Requests that are worked on at one time.", fallback: ServerLimits.DefaultConcurrentRequests, minimum: 1);

    public Option<int> MaxStreams { get; } = CommandOptions.Whole(
        "--max-streams", "Streams that are open at one time.", fallback: ServerLimits.DefaultConcurrentStreams, minimum: 1);

    public Option<int> StreamIdle { get; } = CommandOptions.Whole(
        "--stream-idle", "Seconds that a stream may say nothing.", fallback: ServerLimits.DefaultStreamIdleSeconds, minimum: 1, maximum: 86_400);

    public Option<int> StopWithin { get; } = CommandOptions.Whole(
        "--stop-within", "Seconds that requests in flight get to end.", fallback: ServerLimits.DefaultStopSeconds, minimum: 1, maximum: 3600);

    public Option<bool> NoReload { get; } = new("--no-reload") { Description = "Keep the models as they are, even where their files change." };

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])
            [Port, Host, KeyFile, Rate, MaxBody, MaxWords, MaxSentences, MaxRequests, MaxStreams, StreamIdle, StopWithin, NoReload])
            command.Add(option);
    }

    /// <summary>The limits that a command line asks for.</summary>
    public ServerLimits Limits(ParseResult parsed) => new()
    {
        RequestsPerSecond = parsed.GetValue(Rate),
        BodyBytes = parsed.GetValue(MaxBody),
        WordsPerSentence = parsed.GetValue(MaxWords),
        SentencesPerRequest = parsed.GetValue(MaxSentences),
        ConcurrentRequests = parsed.GetValue(MaxRequests),
        ConcurrentStreams = parsed.GetValue(MaxStreams),
        StreamIdle = TimeSpan.FromSeconds(parsed.GetValue(StreamIdle)),
        StopWithin = TimeSpan.FromSeconds(parsed.GetValue(StopWithin)),
    };
}
