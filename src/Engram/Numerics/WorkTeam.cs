namespace Engram.Numerics;

/// <summary>
/// A few threads that share the pieces of one job. Which thread takes which piece is left to chance; results must not depend on it.
/// </summary>
/// <remarks>Of n threads, number t first takes the pieces t, t + n, t + 2n …, and only then what the others have left: so the same piece of job
/// after job mostly finds its memory in the cache of the core that wrote it. The caller is thread 0, and never waits for a thread that has not
/// begun: where the others are late or busy, it does all the pieces. Idle threads look out for work for about 50 µs, for it often comes again at
/// once and waking a parked thread costs more than the work; then they park. One job at a time: who finds the team at work does all the pieces
/// alone.</remarks>
public sealed class WorkTeam : IDisposable
{
    // A spin of the runtime takes about 37 ns on every processor.
    private const int SpinsOfALook = 8;
    private const int Looks = 50_000 / (37 * SpinsOfALook);

    // Numbers that several threads change lie two cache lines apart.
    private const int Apart = 16;

    private readonly Thread[] _helpers;

    // Of each thread: the number of the job, and in the lower half the next piece. A late thread can never take a piece of another job.
    private readonly long[] _tickets;
    private readonly SemaphoreSlim _wake = new(0);
    private Action<int>? _work;
    private int _pieces;
    private int _done;
    private int _parked;
    private int _busy;
    private long _job;
    private volatile bool _stopped;
    private Exception? _failure;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">1 or more, the caller's own thread included.</param>
    public WorkTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _tickets = new long[threads * Apart];
        _helpers = new Thread[threads - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            int number = i + 1;
            _helpers[i] = new Thread(() => Help(number)) { IsBackground = true, Name = "Engram work" };
            _helpers[i].Start();
        }
    }

    /// <summary>Threads that work, the caller's own included.</summary>
    public int Threads { get; }

    /// <summary>Does all pieces of a job and returns when the last is done.</summary>
    /// <param name="pieces">How many; they are numbered from 0.</param>
    /// <param name="work">Does one piece. Pieces run at the same time and must not write to the same memory.</param>
    /// <exception cref="AggregateException">A piece failed.</exception>
    public void Run(int pieces, Action<int> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (_helpers.Length == 0 || pieces <= 1 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            for (int piece = 0; piece < pieces; piece++)
                work(piece);
            return;
        }

        _job++;
        for (int thread = 0; thread < Threads; thread++)
            Interlocked.Exchange(ref TicketOf(thread), (_job << 32) | int.MaxValue); // closed while the job is written down
        _failure = null;
        _work = work;
        _pieces = pieces;
        _done = 0;
        for (int thread = Threads - 1; thread >= 0; thread--)
            Interlocked.Exchange(ref TicketOf(thread), (_job << 32) | (uint)thread);
        int parked = Volatile.Read(ref _parked); // once: a helper may stop waiting at any moment
        if (parked > 0)
            _wake.Release(Math.Min(parked, pieces - 1));
        TakePieces(0);
        SpinWait spin = default;
        while (Volatile.Read(ref _done) < pieces)
            spin.SpinOnce(sleep1Threshold: -1);
        Exception? failure = _failure;
        Volatile.Write(ref _busy, 0);
        if (failure is not null)
            throw new AggregateException(failure);
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

    private ref long TicketOf(int thread) => ref _tickets[thread * Apart];

    private bool HasPieces(int thread) => (int)Volatile.Read(ref TicketOf(thread)) < Volatile.Read(ref _pieces);

    private void Help(int thread)
    {
        while (true)
        {
            WaitForWork(thread);
            if (_stopped)
                return;
            TakePieces(thread);
        }
    }

    private void WaitForWork(int thread)
    {
        for (int look = 0; look < Looks; look++)
        {
            if (HasPieces(thread) || _stopped)
                return;
            Thread.SpinWait(SpinsOfALook);
        }

        Interlocked.Increment(ref _parked); // before the last look, so that a job either is seen here or sees this
        if (!HasPieces(thread) && !_stopped)
            _wake.Wait();
        Interlocked.Decrement(ref _parked);
    }

    private void TakePieces(int thread)
    {
        for (int i = 0; i < Threads; i++)
            TakePiecesOf((thread + i) % Threads);
    }

    private void TakePiecesOf(int thread)
    {
        ref long place = ref TicketOf(thread);
        while (true)
        {
            long ticket = Volatile.Read(ref place);
            int piece = (int)ticket, pieces = Volatile.Read(ref _pieces);
            Action<int>? work = _work;
            if (piece >= pieces)
                return;
            if (Interlocked.CompareExchange(ref place, ticket + Threads, ticket) == ticket)
                Do(work!, piece);
        }
    }

    private void Do(Action<int> work, int piece)
    {
        try
        {
            work(piece);
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
        }

        Interlocked.Increment(ref _done);
    }
}
