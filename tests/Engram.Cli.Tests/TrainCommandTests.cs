using System.Text;
using System.Text.Json;
using Engram.Models;

namespace Engram.Cli.Tests;

public sealed class TrainCommandTests : IDisposable
{
    private const string Small = """
        {
          "cell": "gru", // small, so that it is quick
          "units": 8, "layers": 1, "word-size": 8, "character-units": 0, "shape-size": 0,
          "epochs": 2, "threads": 1,
        }
        """;

    private readonly Cli _cli = new();

    public TrainCommandTests() => _cli.Write("small.json", Small);

    [Fact]
    public async Task Train_WithoutAValidationFile_HoldsBackATenthAndLeavesModelLogAndCurves()
    {
        await Generate("train.conll", 300);

        int code = await Train("train.conll", "--out", "@m.engram");

        Assert.Equal(ExitCode.Done, code);
        Assert.StartsWith(
            "train.conll: no validation file; 30 of 300 sentences, a tenth chosen by seed 1, are held back to choose the best epoch.\nepoch   1/2: loss ",
            _cli.Error);
        Assert.Matches(@"^m\.engram: train\.conll \(held out\): slot F1 [\d.]+, intents [\d.]+ %, sentences right [\d.]+ %\n$", _cli.Output);
        Assert.Equal(["m.engram", "m.jsonl", "m.svg", "m.valid.json", "small.json", "train.conll"], Files());
        Assert.Equal(2, SlotTagger.Load(_cli.PathOf("m.engram")).Tag("to Taipei").Tokens.Count);
        JsonElement[] log = [.. (await Lines("m.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal([1, 2], log.Select(epoch => epoch.GetProperty("epoch").GetInt32()));
        foreach (string field in (string[])["tagLoss", "intentLoss", "f1", "intentAccuracy", "gradientNorm", "seconds"])
            Assert.All(log, epoch => Assert.Equal(JsonValueKind.Number, epoch.GetProperty(field).ValueKind));
        JsonElement found = JsonDocument.Parse(await File.ReadAllTextAsync(_cli.PathOf("m.valid.json"), Cancelled)).RootElement;
        Assert.EndsWith("train.conll (held out)", found.GetProperty("corpus").GetString(), StringComparison.Ordinal);
        Assert.Equal(30, found.GetProperty("sentences").GetInt32());
        Assert.Equal(8, found.GetProperty("examples").GetArrayLength());
    }

    [Fact]
    public async Task Train_OnFewSentences_CrossValidates()
    {
        await Generate("few.conll", 10);

        Assert.Equal(ExitCode.Done, await Train("few.conll", "--out", "@few.engram", "--epochs", "1"));

        Assert.StartsWith(
            "few.conll: 10 sentences, fewer than 300: none is held back, all epochs are run, and the score comes from 5-fold cross-validation.\n",
            _cli.Error);
        Assert.Contains("few.engram: written. The score comes from 5 more trainings, each without a part of the sentences.\n", _cli.Error);
        Assert.Contains("cross-validation: fold 5/5, ", _cli.Error);
        Assert.StartsWith("few.engram: 5-fold cross-validation: slot F1 ", _cli.Output);
    }

    [Fact]
    public async Task Train_OnOneSentence_SaysThatThereIsNoScore()
    {
        _cli.Write("one.txt", "to [Taipei](destination)\n");

        Assert.Equal(ExitCode.Done, await Train("one.txt", "--out", "@one.engram"));

        Assert.Equal("one.engram: written, without a score: one.txt has no second sentence to score with.\n", _cli.Output);
    }

    [Fact]
    public async Task Train_WithTagsToValidateThatTrainingNeverSees_WarnsAndGoesOn()
    {
        _cli.Write("train.conll", "# intent = go\nto\tO\nTaipei\tB-destination\n\n");
        _cli.Write("valid.conll", "# intent = stay\nfrom\tO\nOslo\tB-origin\n\n");

        Assert.Equal(ExitCode.Done, await Train("train.conll", "--valid", "@valid.conll", "--out", "@m.engram"));

        Assert.Contains("warning: valid.conll: it has tags that training never sees, which count as misses: B-origin.\n", _cli.Error);
        Assert.Contains("warning: valid.conll: it has intents that training never sees, which count as misses: stay.\n", _cli.Error);
    }

    [Theory]
    [InlineData("to\tO\nTaipei\n\n", "bad.conll, line 2: found 1 column in 'Taipei', but expected two, word<TAB>tag. Put a tab and the tag after the word")]
    [InlineData("to\tO\nTaipei\tB-d\tx\n\n", "bad.conll, line 2: found 3 columns in 'Taipei\tB-d\tx', but expected two, word<TAB>tag. Keep the word and")]
    [InlineData("to\tO\nTaipei\tB-\n\n", "bad.conll, line 2: tag 'B-' does not fit the BIO scheme of the file's other tags")]
    [InlineData("to\tO\nTaipei\tB-d\nx\tQ-d\n\n", "bad.conll, line 3: tag 'Q-d' does not fit the BIO scheme of the file's other tags")]
    [InlineData("", "bad.conll: the corpus is empty. Expected at least one sentence")]
    [InlineData("# nothing\n\n", "bad.conll: the corpus is empty. Expected at least one sentence")]
    [InlineData("to [Taipei](destination\n", "bad.conll, line 1: column 12: the '(' after ']' is never closed.")]
    [InlineData("to [Taipei](destination)\nfrom [Oslo(origin)\n", "bad.conll, line 2: column 6: a '[' is never closed.")]
    public async Task Train_OnABadCorpus_SaysWhereAndWritesNothing(string corpus, string expected)
    {
        _cli.Write("bad.conll", corpus);

        Assert.Equal(ExitCode.Failed, await Train("bad.conll", "--out", "@m.engram"));

        Assert.StartsWith($"engram: {expected}", _cli.Error);
        Assert.Empty(_cli.Output);
        Assert.Equal(["bad.conll", "small.json"], Files());
    }

    [Fact]
    public async Task Train_OnBytesThatAreNotUtf8_NamesTheByte()
    {
        await File.WriteAllBytesAsync(_cli.PathOf("latin.conll"), Encoding.Latin1.GetBytes("to\tO\nMünchen\tB-d\n\n"), Cancelled);

        Assert.Equal(ExitCode.Failed, await Train("latin.conll"));

        Assert.Equal("engram: latin.conll, line 2: byte 0xFC at offset 6 of the file is not UTF-8. Save the file as UTF-8.\n", _cli.Error);
    }

    [Fact]
    public async Task Train_IntoAFolderThatIsNotThere_SaysSoBeforeTraining()
    {
        await Generate("few.conll", 10);

        Assert.Equal(ExitCode.Failed, await Train("few.conll", "--out", "@none/m.engram"));

        Assert.EndsWith("m.engram: there is no folder 'none' to write to. Create it, or write elsewhere.\n", _cli.Error);
        Assert.DoesNotContain("epoch   1", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_ToResumeWithoutACheckpoint_SaysSo()
    {
        await Generate("few.conll", 10);

        Assert.Equal(ExitCode.Failed, await Train("few.conll", "--out", "@m.engram", "--resume"));

        Assert.EndsWith("engram: m.checkpoint: there is no checkpoint to resume from. Train without --resume, or give --out of the interrupted model.\n", _cli.Error);
    }

    // With relu nothing bounds the hidden state: steps of 6 overflow in the second epoch, steps of 1000 as soon as the first is validated.
    [Theory]
    [InlineData("6", "epoch 2", "m.engram holds the best model before it", new[] { "m.engram", "m.jsonl", "m.svg" })]
    [InlineData("1000", "epoch 1", "m.engram is not written", new string[0])]
    public async Task Train_ThatDiverges_KeepsTheBestModelAndSaysWhatToChange(string rate, string epoch, string kept, string[] files)
    {
        await Generate("train.conll", 300);

        int code = await Train("train.conll", "--valid", "@train.conll", "--out", "@m.engram", "--cell", "elman-relu", "--batch", "300",
            "--learning-rate", rate, "--clip", "1e9", "--epochs", "5");

        Assert.Equal(ExitCode.Failed, code);
        Assert.EndsWith($"engram: {epoch}: gradient or scores are not finite; lower --learning-rate or --clip. {kept}.\n", _cli.Error);
        Assert.Equal([.. files, "small.json", "train.conll"], Files());
        if (files.Length > 0)
            SlotTagger.Load(_cli.PathOf("m.engram"));
    }

    [Theory]
    [InlineData("data.jsonl", "data.engram", "data.jsonl")]
    [InlineData("m.engram", "m.engram", "m.engram")]
    [InlineData("m.checkpoint", "m", "m.checkpoint")]
    public async Task Train_ThatWouldWriteOverItsCorpus_Refuses(string corpus, string model, string written)
    {
        await Generate(corpus, 10);
        string before = await File.ReadAllTextAsync(_cli.PathOf(corpus), Cancelled);

        Assert.Equal(ExitCode.Failed, await Train(corpus, "--out", $"@{model}"));

        Assert.Equal($"engram: {corpus}: training would write {written} over it. Give --out another name.\n", _cli.Error);
        Assert.Equal(before, await File.ReadAllTextAsync(_cli.PathOf(corpus), Cancelled));
    }

    [Theory]
    [InlineData("a.v1", new[] { "a.v1", "a.v1.jsonl", "a.v1.svg" })]
    [InlineData("m.svg", new[] { "m.svg", "m.svg.jsonl", "m.svg.svg" })]
    public async Task Train_WithAnyNameForTheModel_GivesEachFileAnotherName(string model, string[] expected)
    {
        _cli.Write("one.txt", "to [Taipei](destination)\n");

        Assert.Equal(ExitCode.Done, await Train("one.txt", "--out", $"@{model}"));

        Assert.Equal([.. expected, "one.txt", "small.json"], Files());
        SlotTagger.Load(_cli.PathOf(model));
    }

    // Three numbers a word; 'Rom' is not in the corpus.
    [Fact]
    public async Task Train_WithWordVectors_TakesTheirLengthAndTheirWords()
    {
        _cli.Write("vectors.txt", "to 0.1 0.2 0.3\nTaipei 0.5 0.4 0.3\nRom 0.5 0.4 0.2\nParis 1 2 3\n");
        _cli.Write("train.txt", "to [Taipei](destination)\nto [Oslo](destination)\n");
        _cli.Write("rest.json", "{\"units\": 8, \"layers\": 1, \"character-units\": 0, \"epochs\": 1}");

        int code = await _cli.RunAsync("train", "@train.txt", "--vectors", "@vectors.txt", "--vector-words", "3", "--config", "@rest.json", "--out", "@m.engram");

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("vectors.txt: 3 words taken over, 3 numbers each.\n", _cli.Error);
        using JsonDocument config = JsonDocument.Parse(ModelFile.Load(_cli.PathOf("m.engram")).Config);
        Assert.Equal(3, config.RootElement.GetProperty("options").GetProperty("wordSize").GetInt32());
        IEnumerable<string?> words = config.RootElement.GetProperty("vocabulary").GetProperty("words").EnumerateArray().Select(word => word.GetString());
        Assert.Equal(["oslo", "rom", "taipei", "to"], words.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Train_WithWordVectorsOfAnotherLength_SaysWhatToDo()
    {
        _cli.Write("vectors.txt", "to 0.1 0.2 0.3\n");
        _cli.Write("train.txt", "to [Taipei](destination)\n");

        Assert.Equal(ExitCode.Failed, await Train("train.txt", "--vectors", "@vectors.txt", "--out", "@m.engram", "--word-size", "5"));

        Assert.EndsWith("engram: The word vectors have 3 numbers each, but WordSize is 5. Set WordSize to 3, or give vectors of that length.\n", _cli.Error);
        Assert.False(File.Exists(_cli.PathOf("m.engram")));
    }

    [Fact]
    public async Task Train_WithAFileThatHoldsNoVectors_NamesTheLine()
    {
        _cli.Write("vectors.txt", "to 0.1 0.2 0.3\nTaipei 0.1 x 0.3\n");
        _cli.Write("train.txt", "to [Taipei](destination)\n");

        Assert.Equal(ExitCode.Failed, await Train("train.txt", "--vectors", "@vectors.txt", "--out", "@m.engram"));

        Assert.Contains("vectors.txt, line 2", _cli.Error);
    }

    public void Dispose() => _cli.Dispose();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Task<int> Generate(string name, int count) => _cli.RunAsync("data", "generate", "-n", $"{count}", "--out", $"@{name}");

    private Task<int> Train(string corpus, params string[] more) => _cli.RunAsync(["train", $"@{corpus}", "--config", "@small.json", .. more]);

    private async Task<string[]> Lines(string name) => await File.ReadAllLinesAsync(_cli.PathOf(name), Cancelled);

    private IEnumerable<string?> Files() => Directory.GetFiles(Path.GetDirectoryName(_cli.PathOf("x"))!).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
