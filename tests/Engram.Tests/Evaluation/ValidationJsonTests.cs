using System.Text.Json;
using Engram.Corpora;
using Engram.Evaluation;
using Engram.Tagging;

namespace Engram.Tests.Evaluation;

public sealed class ValidationJsonTests
{
    // Counted by hand: of three 'to' one is found, one is taken for 'from', one is missed; of two 'from' one has a wrong end; one 'from' is invented.
    [Fact]
    public void ToJson_OfScores_CountsWhatWasTakenForWhat()
    {
        Corpus corpus = new(
        [
            new("go Taipei".Split(' '), ["O", "B-to"], "book"),
            new("go Rome".Split(' '), ["O", "B-to"], "book"),
            new("go Oslo".Split(' '), ["O", "B-to"], "ask"),
            new("off New York".Split(' '), ["O", "B-from", "I-from"]),
            new("now off Rome".Split(' '), ["O", "O", "B-from"]),
            new("我 想 走".Split(' '), ["O", "O", "O"]),
        ],
            "by hand");
        string[][] predicted = [["O", "B-to"], ["O", "B-from"], ["O", "O"], ["O", "B-from", "O"], ["O", "O", "B-from"], ["O", "O", "B-from"]];
        Evaluator evaluator = new(new EvaluatorOptions { GoldScheme = TagScheme.Bio });
        for (int i = 0; i < corpus.Count; i++)
            evaluator.Add(corpus[i], new Utterance(corpus[i].Tokens, predicted[i], corpus[i].Intent is null ? null : "book"));

        using JsonDocument document = JsonDocument.Parse(
            ValidationJson.ToJson(evaluator.ToScores(), corpus, Tokenizer.Learn(corpus.Select(sentence => sentence.Tokens))));

        JsonElement root = document.RootElement, confusion = root.GetProperty("confusion"), errors = root.GetProperty("errors");
        Assert.Equal("by hand", root.GetProperty("corpus").GetString());
        Assert.Equal(6, root.GetProperty("sentences").GetInt32());
        Assert.Equal("""["from","to","none"]""", confusion.GetProperty("slots").GetRawText());
        Assert.Equal("[[1,0,0],[1,1,1],[1,0,0]]", confusion.GetProperty("counts").GetRawText());
        Assert.Equal("[1,0,0]", confusion.GetProperty("wrongEnds").GetRawText());
        Assert.Equal(["go Rome", "go Oslo", "off New York", "我想走"], errors.EnumerateArray().Select(error => error.GetProperty("text").GetString()));
        Assert.Equal(
            """{"text":"Rome","gold":"B-to","predicted":"B-from"}""", errors[0].GetProperty("tokens")[1].GetRawText());
        Assert.Equal("""{"gold":"ask","predicted":"book"}""", errors[1].GetProperty("intent").GetRawText());
        Assert.False(errors[2].TryGetProperty("intent", out _));
        Assert.Equal(6, root.GetProperty("examples").GetArrayLength());
    }

    [Fact]
    public void ToJson_OfPlainTags_HasNoConfusionOfSlots()
    {
        Corpus corpus = new([new("the dog".Split(' '), ["DT", "NN"])], "plain");
        Evaluator evaluator = new(new EvaluatorOptions { GoldScheme = TagScheme.Plain });
        evaluator.Add(corpus[0], new Utterance(corpus[0].Tokens, ["DT", "DT"]));

        using JsonDocument document = JsonDocument.Parse(ValidationJson.ToJson(evaluator.ToScores(), corpus, Tokenizer.ForPlainText));

        Assert.False(document.RootElement.TryGetProperty("confusion", out _));
        Assert.Equal(1, document.RootElement.GetProperty("errors").GetArrayLength());
    }
}
