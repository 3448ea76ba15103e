namespace Engram.Server.Serving;

/// <summary>Looks at the model files now and then and has those loaded again that have changed.</summary>
/// <remarks>Looking is what works on every file system, containers' and network's included, where notices of changes do not arrive.</remarks>
internal sealed class ModelWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    /// <summary>Begins.</summary>
    /// <param name="models">The models.</param>
    /// <param name="interval">How often; zero: never.</param>
    /// <param name="time">The clock.</param>
    public ModelWatch(ServedModels models, TimeSpan interval, TimeProvider time)
        => _watching = interval > TimeSpan.Zero ? WatchAsync(models, interval, time, _stop.Token) : Task.CompletedTask;

    /// <summary>Ends; a model that is being loaded is loaded to its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private static async Task WatchAsync(ServedModels models, TimeSpan interval, TimeProvider time, CancellationToken stop)
    {
        using PeriodicTimer timer = new(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                foreach (ServedModel model in models.All)
                    model.LoadIfChanged();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return; // told to end
        }
    }
}
