namespace Engram.Layers;

/// <summary>The order in which a layer reads a sentence.</summary>
public enum Direction
{
    /// <summary>From the first word to the last.</summary>
    Forward,

    /// <summary>From the last word to the first.</summary>
    Reverse,
}
