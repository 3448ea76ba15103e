namespace Engram.Models;

/// <summary>The recurrent cell of a tagger.</summary>
public enum CellKind
{
    /// <summary>Long short-term memory.</summary>
    Lstm,

    /// <summary>Long short-term memory whose gates see the cell state.</summary>
    PeepholeLstm,
}
