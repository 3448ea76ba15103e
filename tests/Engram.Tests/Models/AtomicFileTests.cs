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

    [Fact]
    public void Write_WhereAFileHasTheTemporaryName_LeavesItAlone()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.txt");
        foreach (string mine in (string[])[".tmp", ".0.tmp"])
            File.WriteAllText(path + mine, "mine");

        AtomicFile.Check(path);
        AtomicFile.Write(path, stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["mine", "mine"], ((string[])[".tmp", ".0.tmp"]).Select(mine => File.ReadAllText(path + mine)));
        Assert.Equal(3, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void Check_OfAFolderThatIsNotThere_SaysWhatToDo()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "none", "m.engram");

        IOException error = Assert.Throws<IOException>(() => AtomicFile.Check(path));

        Assert.Equal($"{path}: there is no folder '{Path.GetDirectoryName(path)}' to write to. Create it, or write elsewhere.", error.Message);
    }

    [Fact]
    public void Check_WhereAFileCanBeWritten_LeavesTheOldOneAndNothingElse()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "m.engram");
        File.WriteAllText(path, "old");

        AtomicFile.Check(path);

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }
}
