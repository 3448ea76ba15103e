using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Engram.Interop.Onnx;

/// <summary>Writes one protobuf message, field by field, in the wire format of https://protobuf.dev/programming-guides/encoding.</summary>
/// <remarks>A field is a key, <c>number · 8 + wire type</c>, and a value. Repeated fields are written one by one, as proto2 does.</remarks>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The message so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Writes an integer or an enumeration; a negative one takes ten bytes.</summary>
    public void Integer(int field, long value)
    {
        Key(field, Varint);
        WriteVarint((ulong)value);
    }

    /// <summary>Writes a number of four bytes.</summary>
    public void Float(int field, float value)
    {
        Key(field, Fixed32);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
    }

    /// <summary>Writes a text as UTF-8.</summary>
    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Writes bytes with their number before them.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Key(field, LengthDelimited);
        WriteVarint((ulong)value.Length);
        _bytes.Write(value);
    }

    /// <summary>Writes a message within the message.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="write">Writes its fields.</param>
    public void Message(int field, Action<ProtobufWriter> write)
    {
        ProtobufWriter inner = new();
        write(inner);
        Bytes(field, inner.Written);
    }

    private void Key(int field, int wireType) => WriteVarint(((ulong)field << 3) | (uint)wireType);

    // Seven bits a byte, the lowest first; the top bit says that more follow.
    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte((byte)(value | 0x80));
        Byte((byte)value);
    }

    private void Byte(byte value) => _bytes.Write([value]);
}
