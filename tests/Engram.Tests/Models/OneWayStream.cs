namespace Engram.Tests.Models;

/// <summary>A stream that cannot seek and gives seven bytes at a time, like a slow connection.</summary>
internal sealed class OneWayStream(byte[] content) : MemoryStream(content)
{
    public override bool CanSeek => false;

    public override long Length => throw new InvalidOperationException("A stream that cannot seek was asked for its length.");

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(7, buffer.Length)]);
}
