using System.Numerics;
using Engram.Cells;

namespace Engram.Models;

/// <summary>The cells behind the names of <see cref="CellKind"/>.</summary>
internal static class TaggerCells
{
    /// <summary>A cell of zeros whose output is its hidden state.</summary>
    /// <param name="kind">Any but Jordan's two.</param>
    /// <param name="units">Its units.</param>
    /// <param name="hiddenSize">Length of the hidden state, where it is projected.</param>
    public static IRecurrentCell<T> Create<T>(CellKind kind, int units, int hiddenSize)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => kind switch
        {
            CellKind.Elman => new ElmanCell<T>(units),
            CellKind.ElmanRelu => new ElmanCell<T>(units, Activation.Relu),
            CellKind.Lstm => new LstmCell<T>(units),
            CellKind.PeepholeLstm => new LstmCell<T>(units, peepholes: true),
            CellKind.InputGatedLstm => new InputGatedLstmCell<T>(units),
            CellKind.CoupledLstm => new LstmCell<T>(units, new LstmOptions { Coupling = LstmCoupling.InputFromForget }),
            CellKind.ProjectedLstm => new LstmCell<T>(units, new LstmOptions { ProjectionSize = hiddenSize }),
            CellKind.Gru => new GruCell<T>(units),
            CellKind.GruResetAfter => new GruCell<T>(units, new GruOptions { ResetAfter = true }),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "TaggerOptions: unknown cell."),
        };

    /// <summary>A cell of zeros whose output, the scores of the tags, is fed back.</summary>
    /// <param name="kind">One of Jordan's two.</param>
    /// <param name="units">Its units.</param>
    /// <param name="outputs">Length of the output.</param>
    public static JordanCell<T> CreateTop<T>(CellKind kind, int units, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(units, outputs, new JordanOptions { HiddenFeedback = kind == CellKind.ElmanJordan });
}
