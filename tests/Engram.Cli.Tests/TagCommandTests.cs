using System.Text;
using System.Text.Json;
using Engram.Corpora;

namespace Engram.Cli.Tests;

public sealed class TagCommandTests(TinyModel model) : IClassFixture<TinyModel>, IDisposable
{
    private readonly Cli _cli = new();

    [Theory]
    [InlineData("text")]
    [InlineData("conll")]
    [InlineData("json")]
    [InlineData("html")]
    public async Task Tag_InEveryFormat_IsTheSameFromAFileAndFromStandardInput(string format)
    {
        const string Text = "book a flight to Taipei\n\n我想离开台北\r\n";
        _cli.Write("in.txt", "\uFEFF" + Text);

        Assert.Equal(ExitCode.Done, await Tag(Text, "--format", format));
        string fromInput = _cli.Output;
        Assert.Equal(ExitCode.Done, await Tag("", "@in.txt", "--format", format));

        Assert.Equal(fromInput, _cli.Output);
        Assert.Contains("Taipei", fromInput);
    }

    [Fact]
    public async Task Tag_OfAnEmptyLine_GivesAnEmptyAnswer()
    {
        await Tag("\nto Taipei\n\n", "--format", "text");
        Assert.Equal(["", "to ", "", ""], _cli.Output.Split('\n').Select(line => line.Length < 3 ? line : line[..3]));

        await Tag("\n\n", "--format", "json");
        Assert.Equal("{\"text\":\"\",\"tokens\":[],\"slots\":[]}\n{\"text\":\"\",\"tokens\":[],\"slots\":[]}\n", _cli.Output);
    }

    [Fact]
    public async Task Tag_InColumns_IsACorpusThatCanBeRead()
    {
        await Tag("book a flight to Taipei\n我想离开台北\n", "--format", "conll");

        Corpus corpus = Corpus.ReadConll(new StringReader(_cli.Output), "answers");
        Assert.Equal(["book a flight to Taipei", "我 想 离 开 台 北"], corpus.Select(sentence => string.Join(' ', sentence.Tokens)));
        Assert.All(corpus, sentence => Assert.NotNull(sentence.Intent));
    }

    // The shape that DESIGN promises to other programs, field by field.
    [Fact]
    public async Task Tag_AsJson_HasTheFieldsThatWerePromised()
    {
        await Tag("fly to 台北\n", "--format", "json", "--top", "2");

        using JsonDocument answer = JsonDocument.Parse(_cli.Output);
        Assert.Contains("台北", _cli.Output);
        Assert.Equal("text tokens slots intent", Names(answer.RootElement));
        JsonElement token = answer.RootElement.GetProperty("tokens")[2];
        Assert.Equal("text start end tag probability alternatives slots", Names(token));
        Assert.Equal((7, 8), (token.GetProperty("start").GetInt32(), token.GetProperty("end").GetInt32()));
        Assert.Equal(2, token.GetProperty("alternatives").GetArrayLength());
        Assert.Equal("tag probability", Names(token.GetProperty("alternatives")[0]));
        Assert.Equal("name probability", Names(token.GetProperty("slots")[0]));
        Assert.Equal(1, token.GetProperty("slots").EnumerateArray().Sum(slot => slot.GetProperty("probability").GetDouble()), 1e-6);
        Assert.Contains("none", token.GetProperty("slots").EnumerateArray().Select(slot => slot.GetProperty("name").GetString()));
        Assert.Equal("name value start end probability", Names(answer.RootElement.GetProperty("slots")[0]));
        Assert.Equal("name probability ranking", Names(answer.RootElement.GetProperty("intent")));
        Assert.Equal("name probability", Names(answer.RootElement.GetProperty("intent").GetProperty("ranking")[0]));
    }

    [Fact]
    public async Task Tag_OfStandardInput_AnswersEachSentenceBeforeItReadsTheNext()
    {
        using FlushedWriter output = new() { NewLine = "\n" };
        using AnswerBeforeNextLine input = new(["to Taipei", "", "leave Taipei"], output);
        using Terminal terminal = new(input, output, TextWriter.Null);

        int code = await CommandLine.RunAsync(["tag", model.Path], terminal, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(3, output.FlushedLines);
    }

    [Fact]
    public async Task Tag_OfTextThatIsNotUtf8_NamesTheLineAndTheByte()
    {
        await File.WriteAllBytesAsync(_cli.PathOf("latin.txt"), Encoding.Latin1.GetBytes("to Taipei\nnach München\n"), TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Failed, await Tag("", "@latin.txt"));

        Assert.Equal("engram: latin.txt, line 2: byte 0xFC at offset 16 of the file is not UTF-8. Save the file as UTF-8.\n", _cli.Error);
    }

    [Fact]
    public async Task Tag_OfAMissingFile_SaysSo()
    {
        Assert.Equal(ExitCode.Failed, await Tag("", "@none.txt"));

        Assert.Equal("engram: none.txt: there is no such file. Give a text file with one sentence a line, or - to read standard input.\n", _cli.Error);
    }

    [Theory]
    [InlineData("truncated", "the header describes ")]
    [InlineData("flipped", "the data is damaged: its checksum is ")]
    [InlineData("oversized", "this is no safetensors file, or it is damaged: its first 8 bytes say that the header has 1099511627776 bytes, but it must have ")]
    [InlineData("version", "the model file has version '2', but this Engram reads version 1. Use the Engram that wrote it, or train the model anew.")]
    [InlineData("text", "this is no safetensors file, or it is damaged: ")]
    [InlineData("empty", "the file has 0 bytes, too few for a model. ")]
    [InlineData("missing", "there is no such file. Check the path.")]
    public async Task Tag_WithAModelThatIsNone_SaysWhatIsWrong(string damage, string expected)
    {
        byte[] bytes = await File.ReadAllBytesAsync(model.Path, TestContext.Current.CancellationToken);
        if (damage == "flipped")
            bytes[^1000] ^= 4;
        if (damage == "oversized")
            BitConverter.GetBytes(1L << 40).CopyTo(bytes, 0);
        if (damage == "version")
            bytes = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace("\"engram.version\":\"1\"", "\"engram.version\":\"2\""));
        if (damage != "missing")
            await File.WriteAllBytesAsync(_cli.PathOf("bad.engram"), damage switch
            {
                "truncated" => bytes[..^5000],
                "text" => "to\tO\nTaipei\tB-destination\n"u8.ToArray(),
                "empty" => [],
                _ => bytes,
            }, TestContext.Current.CancellationToken);

        int code = await _cli.RunAsync("to Taipei\n", TestContext.Current.CancellationToken, "tag", "@bad.engram");

        Assert.Equal(ExitCode.Failed, code);
        Assert.StartsWith($"engram: bad.engram: {expected}", _cli.Error);
        Assert.Empty(_cli.Output);
    }

    [Theory]
    [InlineData("--format yaml", "engram: --format: 'yaml' is not known. Give one of: text, conll, json, html.\n")]
    [InlineData("--top 0", "engram: --top: '0' is not a whole number, 1 or more.\n")]
    [InlineData("--beam 3", "engram: there is no option '--beam'. Give one of: --format, --top, --no-verify.\n")]
    public async Task Tag_WithAnUnknownOptionOrValue_ListsWhatIsAllowed(string options, string expected)
    {
        Assert.Equal(ExitCode.WrongUsage, await Tag("", options.Split(' ')));

        Assert.Equal(expected + "Run 'engram tag --help' for the usage.\n", _cli.Error);
    }

    public void Dispose() => _cli.Dispose();

    private Task<int> Tag(string input, params string[] more) => _cli.RunAsync(input, TestContext.Current.CancellationToken, ["tag", model.Path, .. more]);

    private static string Names(JsonElement element) => string.Join(' ', element.EnumerateObject().Select(field => field.Name));
}
