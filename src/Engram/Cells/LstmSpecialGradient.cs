using System.Numerics;
using System.Runtime.CompilerServices;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The gradient of <see cref="LstmSpecialGates{TGate, TCandidate, TOutput, T}"/>: its lines from the bottom up.</summary>
internal readonly ref struct LstmSpecialGradient<TGate, TCandidate, TOutput, T>(
    LstmFunctions<TGate, TCandidate, TOutput> functions, LstmForm<T> form, LstmRows<T> rows, LstmRows<T> gradients, RowBlock<T> peepholes, int count)
    : ILaneKernel<T>
    where TGate : struct, ILaneFunction<T>
    where TCandidate : struct, ILaneFunction<T>
    where TOutput : struct, ILaneFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LstmFunctions<TGate, TCandidate, TOutput> _functions = functions;
    private readonly LstmForm<T> _form = form;
    private readonly LstmRows<T> _rows = rows;
    private readonly LstmRows<T> _gradients = gradients;
    private readonly RowBlock<T> _peepholes = peepholes;
    private readonly int _count = count;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, T>
    {
        for (int row = 0; row < _rows.Gates.Rows; row++)
            Row<TLanes>(row);
    }

    private void Row<TLanes>(int row)
        where TLanes : struct, ILanes<TLanes, T>
    {
        LstmForm<T> form = _form;
        ref T gates = ref _rows.Gates.Start(row), oldCell = ref _rows.OldCell.Start(row), newCell = ref _rows.NewCell.Start(row);
        ref T dGates = ref _gradients.Gates.Start(row), dOldCell = ref _gradients.OldCell.Start(row);
        ref T dNewCell = ref _gradients.NewCell.Start(row), dHidden = ref _gradients.Hidden.Start(row);
        bool peeps = _peepholes.Rows > 0;
        ref T peephole = ref peeps ? ref _peepholes.Start(0) : ref gates;
        for (int j = 0; j < _count; j += TLanes.Count)
        {
            TLanes o = TLanes.Load(ref gates, form.Output + j), c = TLanes.Load(ref newCell, j), d = TLanes.Load(ref dHidden, j);
            TLanes output = _functions.Output.Apply(c);
            TLanes dOutput = d * output * _functions.Gate.Derivative(o);
            TLanes dCell = TLanes.MultiplyAdd(d * o, _functions.Output.Derivative(output), TLanes.Load(ref dNewCell, j));
            if (peeps)
                dCell = TLanes.MultiplyAdd(dOutput, TLanes.Load(ref peephole, ((form.Blocks - 2) * form.Width) + j), dCell);
            if (form.Clips)
                dCell = TLanes.WherePositive(TLanes.Create(form.Clip) - TLanes.Max(c, TLanes.Zero - c), dCell);
            TLanes.Store(dOutput, ref dGates, form.Output + j);
            TLanes dOld = TLanes.Load(ref dOldCell, j);
            TLanes.Store(FirstGates(ref gates, ref dGates, ref peephole, TLanes.Load(ref oldCell, j), dCell, dOld, j), ref dOldCell, j);
        }
    }

    // The gradients of the first and the second gate and of the candidate; returns that of the old cell state.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes FirstGates<TLanes>(ref T gates, ref T dGates, ref T peephole, TLanes old, TLanes dCell, TLanes dOld, int j)
        where TLanes : struct, ILanes<TLanes, T>
    {
        TLanes first = TLanes.Load(ref gates, j), second = TLanes.Load(ref gates, _form.Second + j);
        TLanes candidate = TLanes.Load(ref gates, _form.Candidate + j);
        TLanes i = _form.FirstForgets ? second : first, f = _form.FirstForgets ? first : second;
        TLanes dFirst = _form.FirstForgets ? dCell * old : dCell * candidate, dSecond = _form.FirstForgets ? dCell * candidate : dCell * old;
        dFirst = (_form.IsCoupled ? dFirst - dSecond : dFirst) * _functions.Gate.Derivative(first);
        dSecond = _form.IsCoupled ? TLanes.Zero : dSecond * _functions.Gate.Derivative(second);
        TLanes.Store(dFirst, ref dGates, j);
        TLanes.Store(dSecond, ref dGates, _form.Second + j);
        TLanes.Store(dCell * i * _functions.Candidate.Derivative(candidate), ref dGates, _form.Candidate + j);
        dOld = TLanes.MultiplyAdd(dCell, f, dOld);
        if (_peepholes.Rows > 0)
            dOld = TLanes.MultiplyAdd(dFirst, TLanes.Load(ref peephole, j), dOld);
        return _peepholes.Rows > 0 && !_form.IsCoupled
            ? TLanes.MultiplyAdd(dSecond, TLanes.Load(ref peephole, _form.Width + j), dOld)
            : dOld;
    }
}
