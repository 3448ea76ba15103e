using Engram.Numerics;

namespace Engram.Models;

/// <summary>How a model is loaded.</summary>
public sealed record ModelLoadOptions
{
    /// <summary>Whether the file's checksums must be right. Default true; false loads a file that another tool has edited. Everything else is
    /// checked either way.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>In how many bits the weights are held. Default <see langword="null"/>: as the file has them. Kernels and tables that the file has in
    /// more bits are rounded; those that it has in as many or fewer stay, and so do biases and whatever else is small.</summary>
    public WeightPrecision? Precision { get; init; }

    /// <summary>Threads that a single sentence may use beside the caller's own: one for each direction of reading. Default
    /// <see langword="null"/>: none, which is best where many sentences are tagged at once. A caller who finds the team at work runs alone; the
    /// answers are the same, bit for bit. The team stays its owner's to dispose of, after the tagger is out of use.</summary>
    public WorkTeam? Team { get; init; }
}
