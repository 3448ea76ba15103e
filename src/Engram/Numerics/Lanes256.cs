using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engram.Numerics;

/// <summary>The lanes of a 256-bit vector. Only <see langword="float"/> ever runs here: the path is chosen by <see cref="LaneKernels"/>.</summary>
internal readonly struct Lanes256<T>(Vector256<T> value) : ILanes<Lanes256<T>, T>
    where T : unmanaged
{
    private readonly Vector256<T> _value = value;

    public static int Count => Vector256<T>.Count;

    public static Lanes256<T> Zero => new(Vector256<T>.Zero);

    public static Lanes256<T> One => new(Vector256<T>.One);

    public static Lanes256<T> Create(T value) => new(Vector256.Create(value));

    public static Lanes256<T> Load(ref T row, int index) => new(Vector256.LoadUnsafe(ref row, (nuint)index));

    public static void Store(Lanes256<T> value, ref T row, int index) => value._value.StoreUnsafe(ref row, (nuint)index);

    public static Lanes256<T> operator +(Lanes256<T> left, Lanes256<T> right) => new(left._value + right._value);

    public static Lanes256<T> operator -(Lanes256<T> left, Lanes256<T> right) => new(left._value - right._value);

    public static Lanes256<T> operator *(Lanes256<T> left, Lanes256<T> right) => new(left._value * right._value);

    public static Lanes256<T> operator /(Lanes256<T> left, Lanes256<T> right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> left, Lanes256<T> right, Lanes256<T> addend) =>
        new(Vector256.FusedMultiplyAdd(left._value.AsSingle(), right._value.AsSingle(), addend._value.AsSingle()).As<float, T>());

    public static Lanes256<T> Max(Lanes256<T> left, Lanes256<T> right) => new(Vector256.Max(left._value, right._value));

    public static Lanes256<T> Min(Lanes256<T> left, Lanes256<T> right) => new(Vector256.Min(left._value, right._value));

    public static Lanes256<T> Sqrt(Lanes256<T> value) => new(Vector256.Sqrt(value._value));

    public static Lanes256<T> WherePositive(Lanes256<T> test, Lanes256<T> value) =>
        new(Vector256.GreaterThan(test._value, Vector256<T>.Zero) & value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Exp(Lanes256<T> value) => new(FloatFunctions.Exp(value._value.AsSingle()).As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Tanh(Lanes256<T> value) => new(FloatFunctions.Tanh(value._value.AsSingle()).As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Sigmoid(Lanes256<T> value) => new(FloatFunctions.Sigmoid(value._value.AsSingle()).As<float, T>());
}
