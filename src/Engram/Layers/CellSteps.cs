using System.Numerics;
using Engram.Cells;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>The steps of a cell as a pass makes them: with dropout on what is fed back, and with the right answers fed back, where asked.</summary>
/// <remarks>The dropout of Gal and Ghahramani, "A Theoretically Grounded Application of Dropout in Recurrent Neural Networks", NIPS 2016: the mask of
/// a sentence is the same at each of its words.</remarks>
internal sealed class CellSteps<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IRecurrentCell<T> _cell;
    private readonly ISeparateFeedback<T>? _separate;
    private readonly double _rate;
    private readonly RowBuffer<T> _masks;
    private readonly RowBuffer<T> _dFedBack;
    private bool _drops;

    public CellSteps(IRecurrentCell<T> cell, double rate)
    {
        _cell = cell;
        _separate = cell as ISeparateFeedback<T>;
        _rate = rate;
        _masks = new RowBuffer<T>(cell.StateColumns);
        _dFedBack = new RowBuffer<T>(cell.StateColumns);
    }

    /// <summary>The answers to be fed back, by row of the batch; none: the cell feeds back its own.</summary>
    public int[]? Answers { get; set; }

    public void Draw(int sentences, SeededRandom? random)
    {
        _drops = random is not null && _rate > 0;
        if (!_drops)
            return;
        RowBlock<T> masks = _masks.Resize(sentences);
        masks.Fill(T.One);
        T kept = T.CreateTruncating(1 / (1 - _rate));
        IReadOnlyList<CellPart> parts = _separate?.Feedback ?? [new CellPart("output", 0, _cell.OutputSize)];
        for (int rank = 0; rank < sentences; rank++)
        {
            foreach (CellPart part in parts)
            {
                foreach (ref T mask in masks.Row(rank).Slice(part.Start, part.Count))
                    mask = random!.NextDouble() < _rate ? T.Zero : kept;
            }
        }
    }

    /// <summary>Steps the rows of some ranks.</summary>
    public void Step(in StepRows<T> rows, RowBlock<T> previous)
    {
        if (!_drops)
        {
            _cell.Step(rows.Gates, previous, rows.States);
        }
        else
        {
            Mask(rows, previous);
            if (_separate is null)
                _cell.Step(rows.Gates, rows.Before, rows.States);
            else
                _separate.Step(rows.Gates, previous, rows.Before, rows.States);
        }

        if (Answers is not null)
            Forced.Force(AnswersOf(rows), previous, rows.States);
    }

    /// <summary>Goes back along a step; leaves in <see cref="StepRows{T}.Before"/> what the products saw.</summary>
    public void Backpropagate(in StepRows<T> rows, RowBlock<T> previous, RowBlock<T> dNext, RowBlock<T> dGates, RowBlock<T> dPrevious)
    {
        if (Answers is not null)
            Forced.BackpropagateForced(AnswersOf(rows), dNext, dPrevious);
        if (!_drops)
        {
            previous.CopyTo(rows.Before);
            _cell.Backpropagate(rows.Gates, previous, rows.States, dNext, dGates, dPrevious);
            return;
        }

        Mask(rows, previous);
        RowBlock<T> dFedBack = _dFedBack.Resize(previous.Rows);
        _dFedBack.Clear();
        if (_separate is null)
            _cell.Backpropagate(rows.Gates, rows.Before, rows.States, dNext, dGates, dFedBack);
        else
            _separate.Backpropagate(rows.Gates, previous, rows.Before, rows.States, dNext, dGates, dPrevious, dFedBack);
        for (int row = 0; row < dFedBack.Rows; row++)
            Rows.AddProduct(dFedBack.Row(row), _masks.Row(rows.FirstRank + row), dPrevious.Row(row));
    }

    private ITeacherForced<T> Forced => (ITeacherForced<T>)_cell;

    private ReadOnlySpan<int> AnswersOf(in StepRows<T> rows) => Answers.AsSpan(rows.FirstRow, rows.States.Rows);

    private void Mask(in StepRows<T> rows, RowBlock<T> previous) =>
        Rows.Multiply(previous, _masks.SliceRows(rows.FirstRank, previous.Rows), rows.Before);
}
