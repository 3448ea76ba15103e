using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>Where the gates of an LSTM stand in a row, and what is special about them.</summary>
/// <remarks>
/// Two gates: i, f, c~, o. Coupled: the gate that is computed, c~, o, and last the gate that is its complement.
/// The first gate is i, and the second f, except where i is the complement of f.
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
internal readonly struct LstmForm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public LstmForm(LstmOptions options, int units)
    {
        if (options.CellClip is not null)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.CellClip.Value, nameof(options.CellClip));
        Width = Simd.PadUnits(units);
        IsCoupled = options.Coupling != LstmCoupling.None;
        FirstForgets = options.Coupling == LstmCoupling.InputFromForget;
        Second = IsCoupled ? 3 * Width : Width;
        Candidate = IsCoupled ? Width : 2 * Width;
        Output = IsCoupled ? 2 * Width : 3 * Width;
        Clips = options.CellClip is not null;
        Clip = T.CreateTruncating(options.CellClip ?? 0);
    }

    public int Width { get; }

    public bool IsCoupled { get; }

    public bool FirstForgets { get; }

    public int Second { get; }

    public int Candidate { get; }

    public int Output { get; }

    public bool Clips { get; }

    public T Clip { get; }

    public int Blocks => IsCoupled ? 3 : 4;

    public CellPart[] Parts(int units) =>
    [
        new(FirstForgets ? "forgetGate" : "inputGate", 0, units), new(FirstForgets ? "inputGate" : "forgetGate", Second, units),
        new("candidate", Candidate, units), new("outputGate", Output, units),
    ];
}
