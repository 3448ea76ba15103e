namespace Engram.Numerics;

/// <summary>A few neighbouring elements that are computed at once: one on the portable path, a vector of them on the others.</summary>
/// <remarks>Element-wise equations are written once against this interface; the compiler makes a kernel of them for each width.</remarks>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
internal interface ILanes<TSelf, T>
    where TSelf : struct, ILanes<TSelf, T>
    where T : unmanaged
{
    static abstract int Count { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf One { get; }

    static abstract TSelf Create(T value);

    static abstract TSelf Load(ref T row, int index);

    static abstract void Store(TSelf value, ref T row, int index);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    static abstract TSelf Max(TSelf left, TSelf right);

    static abstract TSelf Min(TSelf left, TSelf right);

    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The value where the test is above zero, else zero.</summary>
    static abstract TSelf WherePositive(TSelf test, TSelf value);

    static abstract TSelf Exp(TSelf value);

    static abstract TSelf Tanh(TSelf value);

    static abstract TSelf Sigmoid(TSelf value);
}
