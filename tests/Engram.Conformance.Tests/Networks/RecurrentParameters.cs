using System.Numerics;
using Engram.Cells;
using Engram.Conformance.Tests.Families.Custom;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Networks;

/// <summary>The parameters of a recurrent layer by what they are, whatever its cell.</summary>
internal static class RecurrentParameters
{
    extension<T>(RecurrentLayer<T> layer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <summary>U.</summary>
        public Parameter<T> RecurrentKernel => layer.Cell switch
        {
            ElmanCell<T> cell => cell.RecurrentKernel,
            GruCell<T> cell => cell.RecurrentKernel,
            LstmCell<T> cell => cell.RecurrentKernel,
            OneStateCell<T> cell => cell.RecurrentKernel,
            _ => throw new NotSupportedException($"{layer.Cell.GetType().Name} is no cell of a case."),
        };

        /// <summary>The LSTM.</summary>
        public LstmCell<T> Lstm => (LstmCell<T>)layer.Cell;

        /// <summary>The bias inside the reset gate of a GRU; <see langword="null"/> where there is none.</summary>
        public Parameter<T>? InnerBias => (layer.Cell as GruCell<T>)?.RecurrentBias;
    }
}
