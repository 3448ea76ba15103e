using Engram.Models;

namespace Engram.Tests.Models;

public sealed class AtomicFileTests
{
    [Fact]
    public void Write_AFailureHalfway_LeavesTheOldFileAndNothingElse()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.txt");
        File.WriteAllText(path, "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal([path], Directory.GetFiles(folder.Path));
        Assert.Equal("old", File.ReadAllText(path));
    }
}
