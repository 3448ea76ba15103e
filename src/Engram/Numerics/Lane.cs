using System.Numerics;
using System.Runtime.CompilerServices;

namespace Engram.Numerics;

/// <summary>One element at a time: plain C#, for <see langword="double"/> and for processors without a vector path.</summary>
internal readonly struct Lane<T>(T value) : ILanes<Lane<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _value = value;

    public static int Count => 1;

    public static Lane<T> Zero => new(T.Zero);

    public static Lane<T> One => new(T.One);

    public static Lane<T> Create(T value) => new(value);

    public static Lane<T> Load(ref T row, int index) => new(Unsafe.Add(ref row, index));

    public static void Store(Lane<T> value, ref T row, int index) => Unsafe.Add(ref row, index) = value._value;

    public static Lane<T> operator +(Lane<T> left, Lane<T> right) => new(left._value + right._value);

    public static Lane<T> operator -(Lane<T> left, Lane<T> right) => new(left._value - right._value);

    public static Lane<T> operator *(Lane<T> left, Lane<T> right) => new(left._value * right._value);

    public static Lane<T> operator /(Lane<T> left, Lane<T> right) => new(left._value / right._value);

    public static Lane<T> MultiplyAdd(Lane<T> left, Lane<T> right, Lane<T> addend) => new((left._value * right._value) + addend._value);

    public static Lane<T> Max(Lane<T> left, Lane<T> right) => new(T.Max(left._value, right._value));

    public static Lane<T> Min(Lane<T> left, Lane<T> right) => new(T.Min(left._value, right._value));

    public static Lane<T> Sqrt(Lane<T> value) => new(T.Sqrt(value._value));

    public static Lane<T> WherePositive(Lane<T> test, Lane<T> value) => test._value > T.Zero ? value : Zero;

    public static Lane<T> Exp(Lane<T> value) => new(T.Exp(value._value));

    public static Lane<T> Tanh(Lane<T> value) => new(T.Tanh(value._value));

    public static Lane<T> Sigmoid(Lane<T> value)
    {
        T e = T.Exp(-T.Abs(value._value)), tail = e / (T.One + e);
        return new(value._value < T.Zero ? tail : T.One - tail);
    }
}
