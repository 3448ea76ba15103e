using Engram.Corpora;

namespace Engram.Tests.Corpora;

public class CorpusLinesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(300_000)]
    public void FromStream_WithLinesOfAnyLength_CutsAtTheirEnds(int length)
    {
        string[] expected = [new('a', length), "", new('b', length), "c"];

        IEnumerable<CorpusLine> lines = CorpusLines.FromStream(new OneByteLess(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', expected))), "f");

        Assert.Equal(expected, lines.Select(line => line.Text));
    }

    [Fact]
    public void FromStream_WithALineThatIsNoLine_SaysSo()
    {
        CorpusException error = Assert.Throws<CorpusException>(() => CorpusLines.FromStream(new Endless(), "f").Count());

        Assert.Equal("f, line 2: the line is longer than 256 MB. Expected a sentence; check whether this is a text file.", error.Message);
    }

    // Gives what is asked for short of one byte, as pipes may.
    private sealed class OneByteLess(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Max(1, count - 1));
    }

    private sealed class Endless : MemoryStream
    {
        private bool _begun;

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'a');
            if (!_begun)
                buffer[offset] = (byte)'\n';
            _begun = true;
            return count;
        }
    }
}
