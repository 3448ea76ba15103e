namespace Engram.Cli.Tests;

/// <summary>A writer that tells how many lines a reader at the other end can have seen.</summary>
internal sealed class FlushedWriter : StringWriter
{
    public int FlushedLines { get; private set; }

    public override void Flush() => FlushedLines = ToString().Count(c => c == '\n');
}
