using System.Numerics;
using Engram.Numerics;

namespace Engram.Encoders;

/// <summary>Turns words into vectors.</summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract class WordEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Length of a word's vector.</summary>
    public abstract int Size { get; }

    /// <summary>Everything that is trained.</summary>
    public abstract IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>Gives the parameters their starting values.</summary>
    /// <param name="random">Where the numbers come from.</param>
    public abstract void Initialize(SeededRandom random);

    /// <summary>Gets ready to run with the parameters as they are now.</summary>
    public abstract void Prepare();

    /// <summary>Creates the memory of a run.</summary>
    /// <param name="team">Threads that the pass may use; <see langword="null"/> to run on the caller's alone.</param>
    public abstract WordEncoderPass<T> CreatePass(WorkTeam? team = null);
}
