using Engram.Corpora;
using Engram.Models;
using Engram.Server;
using Engram.Training;

[assembly: AssemblyFixture(typeof(Engram.Page.Tests.Server))]

namespace Engram.Page.Tests;

/// <summary>The real server on a free port of loopback, with three small models that were trained for these tests.</summary>
public sealed class Server : IAsyncLifetime
{
    /// <summary>A sentence of <see cref="LongWords"/> words.</summary>
    public static readonly string LongSentence = string.Join(' ', Enumerable.Range(0, LongWords).Select(word => word % 3 == 2 ? "Taipei" : word % 3 == 1 ? "to" : "fly"));

    private const int LongWords = 46;

    // The verbs decide, as in the lecture: the same word is a destination or a place of departure.
    private const string Sentences = """
        # intent = book
        fly to [Taipei](destination) on [November 2nd](time)
        # intent = book
        arrive [Taipei](destination) on [Monday](time)
        # intent = book
        please arrive [Denver](destination) on [November 2nd](time)
        # intent = book
        arrive [New York](destination)
        # intent = leave
        leave [Taipei](origin) on [Monday](time)
        # intent = leave
        leave [Denver](origin) on [November 2nd](time)
        # intent = leave
        please leave [New York](origin)
        # intent = leave
        我想离开[台北](origin)
        """;

    // What a training leaves beside its model, as docs/formats describes it.
    private const string Log = """
        {"epoch":1,"tagLoss":2.5,"intentLoss":0.7,"gradientNorm":4.5,"clipped":3,"learningRate":0.02,"f1":0.25,"intentAccuracy":0.5,"exact":0.125,"tokenAccuracy":0.6,"best":false,"seconds":0.1}
        {"epoch":2,"tagLoss":1.25,"intentLoss":0.5,"gradientNorm":2.5,"clipped":0,"learningRate":0.02,"f1":0.75,"intentAccuracy":0.75,"exact":0.5,"tokenAccuracy":0.8,"best":false,"seconds":0.1}
        {"epoch":3,"tagLoss":0.5,"intentLoss":0.25,"gradientNorm":0.5,"clipped":0,"learningRate":0.02,"f1":0.875,"intentAccuracy":1,"exact":0.75,"tokenAccuracy":0.9,"best":true,"seconds":0.1}
        """;

    private const string Validation = """
        {"examples":["arrive Taipei on November 2nd","leave Taipei on November 2nd","please arrive <b>Denver</b>"],
         "confusion":{"slots":["destination","origin","time","none"],"counts":[[5,3,0,0],[0,4,0,0],[0,0,2,1],[0,0,0,0]],"wrongEnds":[1,0,0,0]},
         "errors":[{"text":"arrive <i>Boston</i>","tokens":[{"text":"arrive","gold":"O","predicted":"O"},
           {"text":"<i>Boston</i>","gold":"B-destination","predicted":"B-origin"}],"intent":{"gold":"book","predicted":"leave"}}]}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("engram-page-");
    private TaggerServer _server = null!;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Origin => _server.Address.GetLeftPart(UriPartial.Authority);

    /// <summary>The file of the first model, an LSTM in both directions with two layers.</summary>
    public string ModelPath => Path.Combine(_folder.FullName, "tickets.engram");

    public async ValueTask InitializeAsync()
    {
        string corpus = Path.Combine(_folder.FullName, "train.txt");
        await File.WriteAllTextAsync(corpus, Sentences);
        Train(corpus, ModelPath, CellKind.Lstm, layers: 2);
        string other = Path.Combine(_folder.FullName, "gru.engram");
        Train(corpus, other, CellKind.Gru, layers: 1);
        string jordan = Path.Combine(_folder.FullName, "jordan.engram");
        Train(corpus, jordan, CellKind.Jordan, layers: 1);
        await File.WriteAllTextAsync(Path.ChangeExtension(ModelPath, ".jsonl"), Log);
        await File.WriteAllTextAsync(Path.ChangeExtension(ModelPath, ".valid.json"), Validation);
        _server = await StartAsync(new ModelSource("gru", other), new ModelSource("jordan", jordan));
    }

    /// <summary>Starts another server with the first model, and more of them.</summary>
    public Task<TaggerServer> StartAsync(params IEnumerable<ModelSource> more) => StartAsync(key: null, more);

    /// <summary>Starts another server that asks for a key.</summary>
    public Task<TaggerServer> StartAsync(string? key, params IEnumerable<ModelSource> more) => TaggerServer.StartAsync(new ServerOptions
    {
        Models = [new ModelSource("tickets", ModelPath), .. more],
        Port = 0,
        ApiKey = key,
        ReloadInterval = TimeSpan.Zero,
        Limits = new ServerLimits { RequestsPerSecond = 10_000 },
    });

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static void Train(string corpus, string path, CellKind cell, int layers)
    {
        TaggerOptions network = new() { Cell = cell, Units = 16, Layers = layers, CharacterUnits = 0 };
        TrainingOptions training = new() { Epochs = 60, Patience = 60, BatchSize = 2, LearningRate = 0.02, Averaging = 0.9, Threads = 1 };
        new TaggerTrainer(network, training).Train(Corpus.ReadBrackets(corpus)).Save(path);
    }
}
