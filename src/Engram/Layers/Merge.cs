namespace Engram.Layers;

/// <summary>How the outputs of two directions become one.</summary>
public enum Merge
{
    /// <summary>Side by side, forward first; Keras <c>concat</c>.</summary>
    Concat,

    /// <summary>Added up; Keras <c>sum</c>.</summary>
    Sum,

    /// <summary>Their mean; Keras <c>ave</c>.</summary>
    Average,

    /// <summary>Multiplied, column by column; Keras <c>mul</c>.</summary>
    Product,
}
