namespace Engram.Models;

/// <summary>The recurrent cell of a tagger.</summary>
public enum CellKind
{
    /// <summary>Elman's simple network: the memory is the hidden state before.</summary>
    Elman,

    /// <summary>Elman's network with rectified linear units in the place of tanh.</summary>
    ElmanRelu,

    /// <summary>Jordan's network: the memory is the output before. It is the top layer; the layers below it are Elman's.</summary>
    Jordan,

    /// <summary>The hybrid of both: output and hidden state before. Like Jordan's it is the top layer, with Elman's below.</summary>
    ElmanJordan,

    /// <summary>Long short-term memory.</summary>
    Lstm,

    /// <summary>Long short-term memory whose gates see the cell state.</summary>
    PeepholeLstm,

    /// <summary>The LSTM as a lecture draws it first: its gates see the input alone, and only the cell state runs from word to word.</summary>
    InputGatedLstm,

    /// <summary>Long short-term memory with one gate for both, i = 1 − f: what is not forgotten is not written over.</summary>
    CoupledLstm,

    /// <summary>Long short-term memory whose hidden state is projected to half as many columns as there are units, rounded up.</summary>
    ProjectedLstm,

    /// <summary>Gated recurrent unit, with the reset gate before the recurrent product.</summary>
    Gru,

    /// <summary>Gated recurrent unit, with the reset gate after the recurrent product.</summary>
    GruResetAfter,
}
