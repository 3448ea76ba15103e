using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engram.Numerics;

/// <summary>The lanes of a 512-bit vector. Only <see langword="float"/> ever runs here: the path is chosen by <see cref="LaneKernels"/>.</summary>
internal readonly struct Lanes512<T>(Vector512<T> value) : ILanes<Lanes512<T>, T>
    where T : unmanaged
{
    private readonly Vector512<T> _value = value;

    public static int Count => Vector512<T>.Count;

    public static Lanes512<T> Zero => new(Vector512<T>.Zero);

    public static Lanes512<T> One => new(Vector512<T>.One);

    public static Lanes512<T> Create(T value) => new(Vector512.Create(value));

    public static Lanes512<T> Load(ref T row, int index) => new(Vector512.LoadUnsafe(ref row, (nuint)index));

    public static void Store(Lanes512<T> value, ref T row, int index) => value._value.StoreUnsafe(ref row, (nuint)index);

    public static Lanes512<T> operator +(Lanes512<T> left, Lanes512<T> right) => new(left._value + right._value);

    public static Lanes512<T> operator -(Lanes512<T> left, Lanes512<T> right) => new(left._value - right._value);

    public static Lanes512<T> operator *(Lanes512<T> left, Lanes512<T> right) => new(left._value * right._value);

    public static Lanes512<T> operator /(Lanes512<T> left, Lanes512<T> right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> left, Lanes512<T> right, Lanes512<T> addend) =>
        new(Vector512.FusedMultiplyAdd(left._value.AsSingle(), right._value.AsSingle(), addend._value.AsSingle()).As<float, T>());

    public static Lanes512<T> Max(Lanes512<T> left, Lanes512<T> right) => new(Vector512.Max(left._value, right._value));

    public static Lanes512<T> Min(Lanes512<T> left, Lanes512<T> right) => new(Vector512.Min(left._value, right._value));

    public static Lanes512<T> Sqrt(Lanes512<T> value) => new(Vector512.Sqrt(value._value));

    public static Lanes512<T> WherePositive(Lanes512<T> test, Lanes512<T> value) =>
        new(Vector512.GreaterThan(test._value, Vector512<T>.Zero) & value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Exp(Lanes512<T> value) => new(FloatFunctions.Exp(value._value.AsSingle()).As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Tanh(Lanes512<T> value) => new(FloatFunctions.Tanh(value._value.AsSingle()).As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Sigmoid(Lanes512<T> value) => new(FloatFunctions.Sigmoid(value._value.AsSingle()).As<float, T>());
}
