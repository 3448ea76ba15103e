using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Engram.Models;

/// <summary>A named array of numbers, as it lies in a file: little-endian, row-major.</summary>
public sealed class StoredTensor
{
    private readonly long[] _shape;

    internal StoredTensor(string name, TensorType type, long[] shape, ReadOnlyMemory<byte> data)
    {
        Name = name;
        Type = type;
        _shape = shape;
        Data = data;
    }

    /// <summary>The name, such as <c>layers.0.forward.kernel</c>.</summary>
    public string Name { get; }

    /// <summary>The type of an element.</summary>
    public TensorType Type { get; }

    /// <summary>Number of elements along each axis; empty for a single number.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    /// <summary>Number of elements.</summary>
    public int Count => Data.Length / SizeOf(Type);

    /// <summary>The elements' bytes.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Makes a tensor from numbers, which are copied and stored in their own type.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="Half"/>, <see cref="int"/>, <see cref="long"/>,
    /// <see cref="sbyte"/> or <see cref="byte"/>.</typeparam>
    /// <param name="name">Its name, not empty.</param>
    /// <param name="shape">Elements along each axis.</param>
    /// <param name="values">As many numbers as the shape says, row-major.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">Another number of values, no name, or a type that cannot be stored.</exception>
    public static StoredTensor Create<T>(string name, ReadOnlySpan<long> shape, ReadOnlySpan<T> values)
        where T : unmanaged, INumber<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        TensorType type = TypeOf<T>();
        if (CountOf(shape) != values.Length)
        {
            throw new ArgumentException(
                $"StoredTensor '{name}': shape [{string.Join(", ", shape.ToArray())}] does not hold {values.Length} values.", nameof(values));
        }

        byte[] data = MemoryMarshal.AsBytes(values).ToArray();
        if (!BitConverter.IsLittleEndian)
            Swap(data, SizeOf(type));
        return new(name, type, shape.ToArray(), data);
    }

    /// <summary>Makes a tensor of 16-bit numbers with the exponent of 32-bit ones: the upper half of each value is stored.</summary>
    /// <param name="name">Its name, not empty.</param>
    /// <param name="shape">Elements along each axis.</param>
    /// <param name="values">As many numbers as the shape says, row-major, rounded already.</param>
    internal static StoredTensor CreateBFloat16(string name, long[] shape, ReadOnlySpan<float> values)
    {
        byte[] data = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(2 * i), (ushort)(BitConverter.SingleToUInt32Bits(values[i]) >> 16));
        return new(name, TensorType.BF16, shape, data);
    }

    /// <summary>Reads the numbers, in another type if so wished.</summary>
    /// <typeparam name="T">A floating-point type takes any tensor, rounded to it; an integer type takes integers that fit.</typeparam>
    /// <param name="destination">Room for <see cref="Count"/> numbers.</param>
    /// <exception cref="ArgumentException">Room for another number of numbers, or floating point read as integers.</exception>
    /// <exception cref="OverflowException">An integer does not fit.</exception>
    public void CopyTo<T>(Span<T> destination)
        where T : unmanaged, INumber<T>
    {
        if (destination.Length != Count)
        {
            throw new ArgumentException(
                $"StoredTensor '{Name}' holds {Count} numbers, but there is room for {destination.Length}. Give as much.", nameof(destination));
        }

        if (!IsInteger(Type) && T.IsZero(T.One / (T.One + T.One)))
        {
            throw new ArgumentException(
                $"StoredTensor '{Name}' holds {Type}; read it as float or double, not as {typeof(T).Name}.", nameof(destination));
        }

        ReadOnlySpan<byte> data = Data.Span;
        int size = SizeOf(Type);
        if (BitConverter.IsLittleEndian && IsStoredAs<T>())
        {
            MemoryMarshal.Cast<byte, T>(data).CopyTo(destination);
            return;
        }

        if (Type == TensorType.BF16 && typeof(T) == typeof(float))
        {
            Span<float> floats = MemoryMarshal.Cast<T, float>(destination);
            for (int i = 0; i < floats.Length; i++)
                floats[i] = ReadBFloat16(data.Slice(2 * i));
            return;
        }

        for (int i = 0; i < destination.Length; i++)
            destination[i] = ReadOne<T>(data.Slice(i * size, size));
    }

    /// <summary>Bytes of an element.</summary>
    internal static int SizeOf(TensorType type) => type switch
    {
        TensorType.F64 or TensorType.I64 => 8,
        TensorType.F32 or TensorType.I32 => 4,
        TensorType.F16 or TensorType.BF16 => 2,
        _ => 1,
    };

    /// <summary>Elements of a shape; −1 where they are too many to count, or an axis is negative.</summary>
    internal static long CountOf(ReadOnlySpan<long> shape)
    {
        long count = 1;
        bool empty = false, countless = false;
        foreach (long axis in shape)
        {
            if (axis < 0)
                return -1;
            empty |= axis == 0;
            countless |= axis > 0 && count > long.MaxValue / axis;
            count = countless ? count : count * Math.Max(1, axis);
        }

        return empty ? 0 : countless ? -1 : count;
    }

    private static bool IsInteger(TensorType type) => type is TensorType.I64 or TensorType.I32 or TensorType.I8 or TensorType.U8;

    private static TensorType TypeOf<T>() =>
        typeof(T) == typeof(float) ? TensorType.F32
        : typeof(T) == typeof(double) ? TensorType.F64
        : typeof(T) == typeof(Half) ? TensorType.F16
        : typeof(T) == typeof(int) ? TensorType.I32
        : typeof(T) == typeof(long) ? TensorType.I64
        : typeof(T) == typeof(sbyte) ? TensorType.I8
        : typeof(T) == typeof(byte) ? TensorType.U8
        : throw new ArgumentException($"StoredTensor: {typeof(T).Name} cannot be stored. Use float, double, Half, int, long, sbyte or byte.");

    private static void Swap(byte[] data, int size)
    {
        for (int start = 0; start < data.Length; start += size)
            data.AsSpan(start, size).Reverse();
    }

    private bool IsStoredAs<T>() => Type switch
    {
        TensorType.F64 => typeof(T) == typeof(double),
        TensorType.F32 => typeof(T) == typeof(float),
        TensorType.F16 => typeof(T) == typeof(Half),
        TensorType.I64 => typeof(T) == typeof(long),
        TensorType.I32 => typeof(T) == typeof(int),
        TensorType.I8 => typeof(T) == typeof(sbyte),
        TensorType.U8 => typeof(T) == typeof(byte),
        _ => false,
    };

    private static float ReadBFloat16(ReadOnlySpan<byte> bytes) =>
        BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16);

    private T ReadOne<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged, INumber<T> => Type switch
        {
            TensorType.F64 => T.CreateChecked(BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
            TensorType.F32 => T.CreateChecked(BinaryPrimitives.ReadSingleLittleEndian(bytes)),
            TensorType.F16 => T.CreateChecked(BinaryPrimitives.ReadHalfLittleEndian(bytes)),
            TensorType.BF16 => T.CreateChecked(ReadBFloat16(bytes)),
            TensorType.I64 => T.CreateChecked(BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            TensorType.I32 => T.CreateChecked(BinaryPrimitives.ReadInt32LittleEndian(bytes)),
            TensorType.I8 => T.CreateChecked((sbyte)bytes[0]),
            _ => T.CreateChecked(bytes[0]),
        };
}
