namespace Engram.Numerics;

/// <summary>Parameters as the pieces of a job: each comes to the thread that works with it anyway, in whose cache it lies, and large ones come
/// first, so that no thread is left with one when the others are done.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class ParameterPieces<T>
    where T : unmanaged
{
    private const int None = -1;
    private const int Sides = 2;

    private readonly int[] _order;
    private readonly Action<int> _run;

    /// <summary>Orders parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="work">What is done with one of them, by its number.</param>
    public ParameterPieces(IReadOnlyList<Parameter<T>> parameters, Action<int> work)
    {
        List<int>[] sides = [[], []];
        long[] sizes = new long[Sides];
        foreach (int index in Enumerable.Range(0, parameters.Count)
            .OrderBy(index => parameters[index].Side is null).ThenByDescending(index => parameters[index].Count))
        {
            int side = parameters[index].Side ?? (sizes[0] <= sizes[1] ? 0 : 1);
            sides[side].Add(index);
            sizes[side] += parameters[index].Count;
        }

        _order = new int[Sides * sides.Max(side => side.Count)];
        for (int i = 0; i < _order.Length; i++)
            _order[i] = i / Sides < sides[i % Sides].Count ? sides[i % Sides][i / Sides] : None;
        _run = piece =>
        {
            if (_order[piece] != None)
                work(_order[piece]);
        };
    }

    /// <summary>Does the work for all parameters.</summary>
    /// <param name="team">Threads that may be used.</param>
    public void Run(WorkTeam? team) => WorkTeam.Run(team, _order.Length, _run);
}
