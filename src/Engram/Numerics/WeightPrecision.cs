namespace Engram.Numerics;

/// <summary>In how many bits weights are held, from the most to the fewest.</summary>
public enum WeightPrecision
{
    /// <summary>32-bit floating point, as they are trained.</summary>
    Bits32,

    /// <summary>16-bit floating point: the upper half of the 32 bits, so the range is the same and 8 bits of the number are kept. Products come out
    /// as those of the rounded weights in 32 bits, bit for bit.</summary>
    Bits16,

    /// <summary>Whole numbers from −127 to 127, and one factor for each row of a kernel or table. What they are multiplied by is rounded to 13 bits,
    /// row by row, as it comes (dynamic scaling), so that a product is a sum of whole numbers.</summary>
    Bits8,
}
