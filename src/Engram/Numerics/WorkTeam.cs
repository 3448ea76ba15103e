namespace Engram.Numerics;

/// <summary>
/// A few threads that share the pieces of one job. Which thread takes which piece is left to chance; results must not depend on it.
/// </summary>
public sealed class WorkTeam : IDisposable
{
    private const int SpinsBeforeParking = 2000;

    private readonly Thread[] _helpers;
    private readonly SemaphoreSlim _wake = new(0);
    private Action<int>? _work;
    private int _pieces;
    private int _next;
    private int _unfinished;
    private volatile bool _stopped;
    private Exception? _failure;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">1 or more, the caller's own thread included.</param>
    public WorkTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _helpers = new Thread[threads - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new Thread(Help) { IsBackground = true, Name = "Engram work" };
            _helpers[i].Start();
        }
    }

    /// <summary>Threads that work, the caller's own included.</summary>
    public int Threads { get; }

    /// <summary>Does all pieces of a job: with a team where there is one, else one after the other.</summary>
    internal static void Run(WorkTeam? team, int pieces, Action<int> work)
    {
        if (team is not null)
        {
            team.Run(pieces, work);
            return;
        }

        for (int piece = 0; piece < pieces; piece++)
            work(piece);
    }

    /// <summary>Does all pieces of a job and returns when the last is done.</summary>
    /// <param name="pieces">How many; they are numbered from 0.</param>
    /// <param name="work">Does one piece. Pieces run at the same time and must not write to the same memory.</param>
    /// <exception cref="AggregateException">A piece failed.</exception>
    public void Run(int pieces, Action<int> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (_helpers.Length == 0 || pieces <= 1)
        {
            for (int piece = 0; piece < pieces; piece++)
                work(piece);
            return;
        }

        _failure = null;
        _work = work;
        _pieces = pieces;
        _next = 0;
        _unfinished = _helpers.Length;
        _wake.Release(_helpers.Length);
        TakePieces();
        SpinWait spin = default;
        while (Volatile.Read(ref _unfinished) > 0)
            spin.SpinOnce(sleep1Threshold: -1);
        _work = null;
        if (_failure is not null)
            throw new AggregateException(_failure);
    }

    /// <summary>Stops the threads.</summary>
    public void Dispose()
    {
        _stopped = true;
        if (_helpers.Length > 0)
            _wake.Release(_helpers.Length);
        foreach (Thread helper in _helpers)
            helper.Join();
        _wake.Dispose();
    }

    private void Help()
    {
        while (true)
        {
            WaitForWork();
            if (_stopped)
                return;
            TakePieces();
            Interlocked.Decrement(ref _unfinished);
        }
    }

    // Work often comes again within microseconds, and waking a parked thread costs more than the work.
    private void WaitForWork()
    {
        for (int spin = 0; spin < SpinsBeforeParking; spin++)
        {
            if (_wake.CurrentCount > 0)
                break;
            Thread.SpinWait(10);
        }

        _wake.Wait();
    }

    private void TakePieces()
    {
        try
        {
            for (int piece = Interlocked.Increment(ref _next) - 1; piece < _pieces; piece = Interlocked.Increment(ref _next) - 1)
                _work!(piece);
        }
        catch (Exception failure) when (_helpers.Length > 0)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
        }
    }
}
