namespace Engram.Server;

/// <summary>What a server serves, where, and for whom.</summary>
public sealed class ServerOptions
{
    /// <summary>Default of <see cref="Port"/>.</summary>
    public const int DefaultPort = 5050;

    /// <summary>Default of <see cref="Host"/>: this machine alone.</summary>
    public const string DefaultHost = "127.0.0.1";

    /// <summary>The models, at least one, each name once; the first answers where a request names none.</summary>
    public required IReadOnlyList<ModelSource> Models { get; init; }

    /// <summary>The address to listen on: an IP address, or <c>localhost</c>. Default: 127.0.0.1, which only this machine reaches.</summary>
    public string Host { get; init; } = DefaultHost;

    /// <summary>The port, 1 to 65535, or 0 for one that is free. Default 5050.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The key that clients must show, not empty; <see langword="null"/>, the default, asks for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How much a client may ask for.</summary>
    public ServerLimits Limits { get; init; } = new();

    /// <summary>How often the model files are looked at for a change; zero: never. Default one second.</summary>
    public TimeSpan ReloadInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Receives one line for whoever runs the server: a model was loaded again, a request failed. Default: nobody.</summary>
    public Action<string> Report { get; init; } = _ => { };

    /// <summary>The clock of rates, durations and reloading. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
