using CsCheck;
using Engram.Models;

namespace Engram.Tests.Models;

public sealed class Crc32CTests
{
    // Expected values: RFC 3720, appendix B.4, and the check value of the CRC catalogue.
    [Fact]
    public void Append_KnownBytes_GivesThePublishedChecksums()
    {
        Assert.Equal(0xE3069283u, Crc32C.Append("123456789"u8));
        Assert.Equal(0x8A9136AAu, Crc32C.Append(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Append([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, Crc32C.Append([.. Enumerable.Range(0, 32).Select(value => (byte)value)]));
    }

    [Fact]
    public void Append_InTwoPieces_IsTheSameAsAtOnceAndByTable() =>
        Gen.Byte.Array[0, 100].SelectMany(bytes => Gen.Int[0, bytes.Length].Select(cut => (bytes, cut))).Sample(sample =>
        {
            uint whole = Crc32C.Append(sample.bytes);
            Assert.Equal(whole, Crc32C.Append(sample.bytes.AsSpan(sample.cut), Crc32C.Append(sample.bytes.AsSpan(0, sample.cut))));
            Assert.Equal(whole, ~Crc32C.AppendByTable(sample.bytes, uint.MaxValue));
        });
}
