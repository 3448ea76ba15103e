using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The element-wise part of an LSTM step with other activations, coupled gates or a cell state that is cut off, forward.</summary>
internal readonly ref struct LstmSpecialGates<TGate, TCandidate, TOutput, T>(
    LstmFunctions<TGate, TCandidate, TOutput> functions, LstmForm<T> form, LstmRows<T> rows, RowBlock<T> peepholes, int count) : ILaneKernel<T>
    where TGate : struct, ILaneFunction<T>
    where TCandidate : struct, ILaneFunction<T>
    where TOutput : struct, ILaneFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LstmFunctions<TGate, TCandidate, TOutput> _functions = functions;
    private readonly LstmForm<T> _form = form;
    private readonly LstmRows<T> _rows = rows;
    private readonly RowBlock<T> _peepholes = peepholes;
    private readonly int _count = count;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, T>
    {
        for (int row = 0; row < _rows.Gates.Rows; row++)
        {
            ref T gates = ref _rows.Gates.Start(row), hidden = ref _rows.Hidden.Start(row);
            ref T oldCell = ref _rows.OldCell.Start(row), newCell = ref _rows.NewCell.Start(row);
            Row<TLanes>(ref gates, ref oldCell, ref newCell, ref hidden);
        }
    }

    private void Row<TLanes>(ref T gates, ref T oldCell, ref T newCell, ref T hidden)
        where TLanes : struct, ILanes<TLanes, T>
    {
        LstmForm<T> form = _form;
        bool peeps = _peepholes.Rows > 0;
        ref T peephole = ref peeps ? ref _peepholes.Start(0) : ref gates;
        TLanes clip = TLanes.Create(form.Clip);
        for (int j = 0; j < _count; j += TLanes.Count)
        {
            TLanes old = TLanes.Load(ref oldCell, j), first = TLanes.Load(ref gates, j), second = TLanes.Load(ref gates, form.Second + j);
            if (peeps)
                first = TLanes.MultiplyAdd(TLanes.Load(ref peephole, j), old, first);
            if (peeps && !form.IsCoupled)
                second = TLanes.MultiplyAdd(TLanes.Load(ref peephole, form.Width + j), old, second);
            first = _functions.Gate.Apply(first);
            second = form.IsCoupled ? TLanes.One - first : _functions.Gate.Apply(second);
            TLanes candidate = _functions.Candidate.Apply(TLanes.Load(ref gates, form.Candidate + j));
            TLanes c = form.FirstForgets
                ? TLanes.MultiplyAdd(first, old, second * candidate)
                : TLanes.MultiplyAdd(second, old, first * candidate);
            if (form.Clips)
                c = TLanes.Min(TLanes.Max(c, TLanes.Zero - clip), clip);
            TLanes o = TLanes.Load(ref gates, form.Output + j);
            if (peeps)
                o = TLanes.MultiplyAdd(TLanes.Load(ref peephole, ((form.Blocks - 2) * form.Width) + j), c, o);
            o = _functions.Gate.Apply(o);
            TLanes.Store(first, ref gates, j);
            TLanes.Store(second, ref gates, form.Second + j);
            TLanes.Store(candidate, ref gates, form.Candidate + j);
            TLanes.Store(o, ref gates, form.Output + j);
            TLanes.Store(c, ref newCell, j);
            TLanes.Store(o * _functions.Output.Apply(c), ref hidden, j);
        }
    }
}
