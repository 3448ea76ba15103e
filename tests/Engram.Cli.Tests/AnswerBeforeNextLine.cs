using System.Text;

namespace Engram.Cli.Tests;

/// <summary>Standard input of somebody who types a line only after the answer to the last one has come.</summary>
/// <param name="lines">What they type.</param>
/// <param name="output">Where answers come, a line each.</param>
internal sealed class AnswerBeforeNextLine(IReadOnlyList<string> lines, FlushedWriter output) : MemoryStream
{
    private int _given;

    public override int Read(byte[] buffer, int offset, int count)
    {
        Assert.Equal(_given, output.FlushedLines);
        return _given == lines.Count ? 0 : Encoding.UTF8.GetBytes(lines[_given++] + "\n", buffer.AsSpan(offset, count));
    }
}
