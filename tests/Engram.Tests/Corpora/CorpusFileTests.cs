using System.IO.Pipes;
using System.Text;
using Engram.Corpora;
using Microsoft.Win32.SafeHandles;

namespace Engram.Tests.Corpora;

public sealed class CorpusFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("engram-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_OfTwoColumns_RecognisesThem()
    {
        Corpus corpus = Corpus.Read(Save("# a comment\nto\tO\nTaipei\tB-to\n"));

        Assert.Equal(["to", "Taipei"], Assert.Single(corpus).Tokens);
    }

    [Fact]
    public void Read_OfSlotsInBrackets_RecognisesThem()
    {
        Corpus corpus = Corpus.Read(Save("# intent = book\nhello there\nto [Taipei](to)\n"));

        Assert.Equal(2, corpus.Count);
        Assert.Equal(["O", "B-to"], corpus[1].Tags);
    }

    // As a shell does for: engram train <(zcat corpus.gz)
    [Theory]
    [InlineData("to\tO\nTaipei\tB-to\n")]
    [InlineData("to [Taipei](to)\n")]
    public void Read_OfAPipe_LosesNothing(string text)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux names the pipes of a process as files");
        using AnonymousPipeServerStream pipe = new(PipeDirection.Out);
        using SafePipeHandle end = pipe.ClientSafePipeHandle;
        pipe.Write(Encoding.UTF8.GetBytes(text));
        pipe.Dispose();

        Corpus corpus = Corpus.Read($"/proc/self/fd/{end.DangerousGetHandle()}");

        Assert.Equal(["to", "Taipei"], Assert.Single(corpus).Tokens);
    }

    [Fact]
    public void Read_OfOneColumn_SaysThatTwoWereExpected()
    {
        string path = Save("hello\nthere\n");

        CorpusException error = Assert.Throws<CorpusException>(() => Corpus.Read(path));

        Assert.StartsWith($"{path}, line 1: found 1 column in 'hello', but expected two, word<TAB>tag.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAFolder_SaysSo()
    {
        CorpusException error = Assert.Throws<CorpusException>(() => Corpus.Read(_folder));

        Assert.StartsWith($"{_folder}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadUtterances_OfAFile_ReadsNoFurtherThanAsked()
    {
        string path = Save("a\tO\n\n" + string.Concat(Enumerable.Repeat("b\tO\n\n", 50_000)) + "one column\n");

        Assert.Equal("a", ConllReader.ReadUtterances(path).First().Tokens[0]);
        Assert.Throws<CorpusException>(() => ConllReader.ReadUtterances(path).Count());
    }

    private string Save(string text)
    {
        string path = Path.Combine(_folder, "corpus.txt");
        File.WriteAllText(path, text);
        return path;
    }
}
