using System.Text.Json;
using Engram.Corpora;
using Engram.Models;
using Engram.Tagging;

namespace Engram.Tests.Models;

public class TaggedUtteranceFormsTests
{
    private static readonly TaggedUtterance Answer = new(
        "到 台北 <3",
        [
            new("到", 0, 1, "O", 0.75, [new("O", 0.75), new("B-to", 0.25)], [new("none", 0.75), new("to", 0.25)]),
            new("台北", 2, 4, "B-to", 1, [new("B-to", 1)], [new("to", 1), new("none", 0)]),
            new("<3", 5, 7, "O", 1 / 3.0, [new("O", 1 / 3.0)], [new("to", 2 / 3.0), new("none", 1 / 3.0)]),
        ],
        [new("to", "台北", 2, 4, 0.987, new TokenSpan(1, 2, "to"))],
        new("travel", 0.9, [new("travel", 0.9), new("greet", 0.1)]));

    [Fact]
    public void ToJson_OfAnAnswer_IsTheDocumentedObjectOnOneLine()
    {
        string expected = """
            {"text":"到 台北 <3","tokens":[
            {"text":"到","start":0,"end":1,"tag":"O","probability":0.75,
            "alternatives":[{"tag":"O","probability":0.75},{"tag":"B-to","probability":0.25}],
            "slots":[{"name":"none","probability":0.75},{"name":"to","probability":0.25}]},
            {"text":"台北","start":2,"end":4,"tag":"B-to","probability":1,
            "alternatives":[{"tag":"B-to","probability":1}],
            "slots":[{"name":"to","probability":1},{"name":"none","probability":0}]},
            {"text":"<3","start":5,"end":7,"tag":"O","probability":0.333333333,
            "alternatives":[{"tag":"O","probability":0.333333333}],
            "slots":[{"name":"to","probability":0.666666667},{"name":"none","probability":0.333333333}]}],
            "slots":[{"name":"to","value":"台北","start":2,"end":4,"probability":0.987}],
            "intent":{"name":"travel","probability":0.9,
            "ranking":[{"name":"travel","probability":0.9},{"name":"greet","probability":0.1}]}}
            """.ReplaceLineEndings("");

        Assert.Equal(expected, TaggedUtteranceJson.ToJson(Answer));
    }

    [Fact]
    public void ToJson_OfAnEmptyText_HasEmptyListsAndNoIntent() =>
        Assert.Equal("""{"text":"","tokens":[],"slots":[]}""", TaggedUtteranceJson.ToJson(new("", [], [], null)));

    [Fact]
    public void ToJson_OfATrainedTaggersAnswer_HasSlotsThatSumToOne()
    {
        using JsonDocument json = JsonDocument.Parse(TaggedUtteranceJson.ToJson(TinyTagger.Train().Tag(TinyTagger.Sentence)));

        Assert.All(json.RootElement.GetProperty("tokens").EnumerateArray(), token =>
        {
            Assert.Equal(1, token.GetProperty("slots").EnumerateArray().Sum(slot => slot.GetProperty("probability").GetDouble()), 1e-5);
            Assert.Equal(5, token.GetProperty("alternatives").GetArrayLength());
        });
    }

    [Fact]
    public void WriteConll_OfAnAnswer_CanBeReadAsACorpus()
    {
        using StringWriter writer = new();

        TaggedUtteranceConll.Write(writer, Answer);

        Assert.Equal("# intent = travel\n到\tO\n台北\tB-to\n<3\tO\n\n", writer.ToString());
        Assert.Equal("travel", Corpus.ReadConll(new StringReader(writer.ToString()), "answer")[0].Intent);
    }

    [Fact]
    public void WriteConll_OfAnEmptyText_IsAnEmptyLine()
    {
        using StringWriter writer = new();

        TaggedUtteranceConll.Write(writer, new("", [], [], null));

        Assert.Equal("\n", writer.ToString());
    }

    [Fact]
    public void ToText_OfAnAnswer_MarksTheSlotsAndAddsTheIntent() =>
        Assert.Equal("到 [台北](to 99%) <3 | travel 90%", TaggedUtteranceText.ToText(Answer));
}
