namespace Engram.Cli.Tests;

/// <summary>A model that was trained once, for all tests of a class.</summary>
public sealed class TinyModel : IAsyncLifetime, IDisposable
{
    private readonly Cli _cli = new();

    /// <summary>The model file.</summary>
    public string Path => _cli.PathOf("tiny.engram");

    public async ValueTask InitializeAsync()
    {
        _cli.Write("train.txt", """
            # intent = book
            fly to [Taipei](destination)
            # intent = book
            fly to [台北](destination)
            # intent = book
            book a flight to [New York](destination)
            # intent = leave
            leave [Taipei](origin)
            # intent = leave
            我想离开[台北](origin)
            """);
        Assert.Equal(ExitCode.Done, await _cli.RunAsync(
            "train", "@train.txt", "--valid", "@train.txt", "--out", "@tiny.engram", "--units", "16", "--layers", "1", "--character-units", "0",
            "--epochs", "40", "--patience", "40", "--batch", "2", "--learning-rate", "0.02", "--averaging", "0.9"));
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _cli.Dispose();
}
