namespace Engram.Models;

/// <summary>The recurrent cell of a tagger.</summary>
public enum CellKind
{
    /// <summary>Elman's simple network: the memory is the hidden state before.</summary>
    Elman,

    /// <summary>Jordan's network: the memory is the output before. It is the top layer; the layers below it are Elman's.</summary>
    Jordan,

    /// <summary>The hybrid of both: output and hidden state before. Like Jordan's it is the top layer, with Elman's below.</summary>
    ElmanJordan,

    /// <summary>Long short-term memory.</summary>
    Lstm,

    /// <summary>Long short-term memory whose gates see the cell state.</summary>
    PeepholeLstm,

    /// <summary>Gated recurrent unit, with the reset gate before the recurrent product.</summary>
    Gru,

    /// <summary>Gated recurrent unit, with the reset gate after the recurrent product.</summary>
    GruResetAfter,
}
