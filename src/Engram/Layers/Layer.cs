using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>What a network is stacked from: parameters, and passes that run sentences through them.</summary>
/// <remarks>A layer holds parameters only. What belongs to one run (activations, masks, gradients on the way back) lives in a
/// <see cref="LayerPass{T}"/>, so that many threads can predict with one layer.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public abstract class Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Columns of the input.</summary>
    public abstract int InputSize { get; }

    /// <summary>Columns of the output.</summary>
    public abstract int OutputSize { get; }

    /// <summary>Everything that is trained.</summary>
    public abstract IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>Gives the parameters their starting values.</summary>
    /// <param name="random">Where the numbers come from.</param>
    public abstract void Initialize(SeededRandom random);

    /// <summary>Gets ready to run with the parameters as they are now. Must be called after they change and before the next run.</summary>
    public abstract void Prepare();

    /// <summary>Creates the memory of a run. One pass serves one thread at a time, batch after batch.</summary>
    /// <param name="team">Threads that the pass may use; <see langword="null"/> to run on the caller's alone.</param>
    public abstract LayerPass<T> CreatePass(WorkTeam? team = null);
}
