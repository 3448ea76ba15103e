using Engram.Interop.Onnx;

namespace Engram.Interop.Tests.Onnx;

// Expected bytes: the examples of https://protobuf.dev/programming-guides/encoding, and its rules applied by hand.
public sealed class ProtobufWriterTests
{
    [Theory]
    [InlineData(1, 150, "089601")]
    [InlineData(1, 0, "0800")]
    [InlineData(1, 127, "087F")]
    [InlineData(1, 128, "088001")]
    [InlineData(1, -2, "08FEFFFFFFFFFFFFFFFF01")]
    [InlineData(20, 2, "A00102")]
    public void Integer_IsAVarint(int field, long value, string expected)
        => Assert.Equal(expected, Hex(writer => writer.Integer(field, value)));

    [Fact]
    public void Text_HasItsLengthInBytesBeforeIt()
    {
        Assert.Equal("120774657374696E67", Hex(writer => writer.Text(2, "testing")));
        Assert.Equal("1203E58FB0", Hex(writer => writer.Text(2, "台")));
    }

    [Fact]
    public void Float_IsFourBytes_TheLowestFirst() => Assert.Equal("1500000040", Hex(writer => writer.Float(2, 2f)));

    [Fact]
    public void Message_StandsInsideItsOuterOne()
        => Assert.Equal("1A03089601", Hex(writer => writer.Message(3, inner => inner.Integer(1, 150))));

    private static string Hex(Action<ProtobufWriter> write)
    {
        ProtobufWriter writer = new();
        write(writer);
        return Convert.ToHexString(writer.Written);
    }
}
