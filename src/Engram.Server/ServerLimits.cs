namespace Engram.Server;

/// <summary>How much a client may ask for. Whoever asks for more gets a problem document, and the server goes on.</summary>
public sealed record ServerLimits
{
    /// <summary>Default of <see cref="BodyBytes"/>.</summary>
    public const int DefaultBodyBytes = 1 << 20;

    /// <summary>Default of <see cref="WordsPerSentence"/>.</summary>
    public const int DefaultWordsPerSentence = 512;

    /// <summary>Default of <see cref="SentencesPerRequest"/>.</summary>
    public const int DefaultSentencesPerRequest = 256;

    /// <summary>Default of <see cref="ConcurrentRequests"/>.</summary>
    public const int DefaultConcurrentRequests = 256;

    /// <summary>Default of <see cref="ConcurrentStreams"/>.</summary>
    public const int DefaultConcurrentStreams = 64;

    /// <summary>Default of <see cref="StreamIdle"/>, in seconds.</summary>
    public const int DefaultStreamIdleSeconds = 60;

    /// <summary>Default of <see cref="StopWithin"/>, in seconds.</summary>
    public const int DefaultStopSeconds = 10;

    /// <summary>The longest body of a request, in bytes, 1 or more; else 413. Default 1 MiB.</summary>
    public int BodyBytes { get; init => field = AtLeastOne(value, nameof(BodyBytes)); } = DefaultBodyBytes;

    /// <summary>Words of a sentence, and of a stream, as the model cuts them, 1 or more; else 413. Default 512.</summary>
    public int WordsPerSentence { get; init => field = AtLeastOne(value, nameof(WordsPerSentence)); } = DefaultWordsPerSentence;

    /// <summary>Sentences of a request, 1 or more; else 413. Default 256.</summary>
    public int SentencesPerRequest { get; init => field = AtLeastOne(value, nameof(SentencesPerRequest)); } = DefaultSentencesPerRequest;

    /// <summary>
    /// Words of all sentences of a request whose memory is shown, 1 or more; else 413. Every word's answer holds every gate of every unit.
    /// Default 1024.
    /// </summary>
    public int TracedWords { get; init => field = AtLeastOne(value, nameof(TracedWords)); } = 1024;

    /// <summary>
    /// Words of a sentence whose answer is explained, 1 or more; else 413. The sentence is read once for each of its words left out. Default 128.
    /// </summary>
    public int ExplainedWords { get; init => field = AtLeastOne(value, nameof(ExplainedWords)); } = 128;

    /// <summary>Requests that are worked on at one time, 1 or more; else 503. Default 256.</summary>
    public int ConcurrentRequests { get; init => field = AtLeastOne(value, nameof(ConcurrentRequests)); } = DefaultConcurrentRequests;

    /// <summary>Streams that are open at one time, 1 or more; else 503. Default 64.</summary>
    public int ConcurrentStreams { get; init => field = AtLeastOne(value, nameof(ConcurrentStreams)); } = DefaultConcurrentStreams;

    /// <summary>
    /// Requests a second that one client may make on average, with as many at once; else 429. 0, the default: any number. A client is an IPv4
    /// address or the first 64 bits of an IPv6 address; behind a proxy that is the proxy.
    /// </summary>
    public int RequestsPerSecond
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(RequestsPerSecond), value, "Expected 0 or more.");
    }

    /// <summary>How long a stream may say nothing before it is closed. Default one minute.</summary>
    public TimeSpan StreamIdle { get; init => field = Positive(value, nameof(StreamIdle)); } = TimeSpan.FromSeconds(DefaultStreamIdleSeconds);

    /// <summary>How long requests in flight may take to end once the server is told to stop. Default ten seconds.</summary>
    public TimeSpan StopWithin { get; init => field = Positive(value, nameof(StopWithin)); } = TimeSpan.FromSeconds(DefaultStopSeconds);

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "Expected 1 or more.");

    private static TimeSpan Positive(TimeSpan value, string name) =>
        value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(name, value, "Expected more than no time.");
}
