using System.Globalization;
using System.Text;
using System.Text.Json;
using Engram.Corpora;
using Engram.Layers;
using Engram.Lessons;
using Engram.Models;
using Engram.Training;

namespace Engram.Tests.Models;

public sealed class MemoryTraceJsonTests
{
    // The shape is a contract with the server and the page; docs/formats/trace.md has it.
    [Fact]
    public void ToJson_OfATrace_HasTheAgreedShape()
    {
        MemoryTrace trace = TinyTagger.Train().Trace("arrive Taipei");

        using JsonDocument document = JsonDocument.Parse(MemoryTraceJson.ToJson(trace));

        JsonElement root = document.RootElement, layer = root.GetProperty("layers")[0], reverse = layer.GetProperty("directions")[1];
        Assert.Equal(
            ["utterance", "layers", "tags", "emissions", "transitions", "probabilities", "paths"], root.EnumerateObject().Select(member => member.Name));
        Assert.Equal(TaggedUtteranceJson.ToJson(trace.Utterance), root.GetProperty("utterance").GetRawText());
        Assert.Equal("lstm", layer.GetProperty("cell").GetString());
        Assert.Equal("reverse", reverse.GetProperty("direction").GetString());
        Assert.Equal(6, reverse.GetProperty("units").GetInt32());
        Assert.Equal(["inputGate", "forgetGate", "candidate", "outputGate"], Names(reverse.GetProperty("gates")));
        Assert.Equal(["hidden", "cellState"], Names(reverse.GetProperty("states")));
        Assert.Equal(6, reverse.GetProperty("states")[1].GetProperty("initial").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("transitions")[0].GetProperty("from").ValueKind);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("transitions")[2].GetProperty("to").ValueKind);
        Assert.Equal(trace.Paths[0].Tags, root.GetProperty("paths")[0].GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        float[] expected = trace.Layers[0][Direction.Reverse].State("cellState").Values[1];
        JsonElement values = reverse.GetProperty("states")[1].GetProperty("values")[1];
        Assert.All(values.EnumerateArray().Zip(expected), pair => Assert.Equal(pair.Second, pair.First.GetSingle(), 1e-6f));
    }

    [Fact]
    public void ToJson_OfChinese_StaysReadable()
    {
        Corpus corpus = new(TicketCorpus.Create(seed: 1, count: 20, language: "zh"), "tickets");
        SlotTagger tagger = new TaggerTrainer(TinyTagger.Options, TinyTagger.Training).Train(corpus, null, null, TestContext.Current.CancellationToken);

        Assert.Contains("离开台北", MemoryTraceJson.ToJson(tagger.Trace("离开台北")), StringComparison.Ordinal);
    }

    [Fact]
    public void ToJson_OfAnEmptyText_IsWhole()
    {
        using JsonDocument document = JsonDocument.Parse(MemoryTraceJson.ToJson(TinyTagger.Train().Trace("")));

        JsonElement gate = document.RootElement.GetProperty("layers")[0].GetProperty("directions")[0].GetProperty("gates")[0];
        Assert.Equal(0, gate.GetProperty("values").GetArrayLength());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(-1, "-1")]
    [InlineData(0.5, "0.5")]
    [InlineData(0.1f, "0.1")]
    [InlineData(0.99999999, "1")]
    [InlineData(1.0 / 3, "0.3333333")]
    [InlineData(-2.0 / 3, "-0.6666667")]
    [InlineData(12.3456789, "12.34568")]
    [InlineData(123456.75, "123456.8")]
    [InlineData(0.000123456789, "0.0001234568")]
    [InlineData(1234567890, "1.234568E+009")]
    [InlineData(-1.5e-20, "-1.500000E-020")]
    public void Format_OfANumber_KeepsSevenDigits(double value, string expected) => Assert.Equal(expected, Format(value));

    [Fact]
    public void Format_OfManyNumbers_IsWithinHalfOfTheSeventhDigit()
    {
        Random random = new(7);
        for (int i = 0; i < 20_000; i++)
        {
            double value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 12));

            Assert.Equal(value, double.Parse(Format(value), CultureInfo.InvariantCulture), Math.Abs(value) * 5.1e-7);
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Format_OfNoNumber_Throws(double value) => Assert.Throws<NotFiniteNumberException>(() => Format(value));

    private static string Format(double value)
    {
        Span<byte> text = stackalloc byte[ShortNumber.MostBytes];
        return Encoding.ASCII.GetString(text[..ShortNumber.Format(value, text)]);
    }

    private static IEnumerable<string?> Names(JsonElement parts) => parts.EnumerateArray().Select(part => part.GetProperty("name").GetString());
}
