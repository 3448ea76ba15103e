using System.Text.Json;
using Engram.Encoders;
using Engram.Inspection;
using Engram.Models;
using Engram.Numerics;
using Engram.Tagging;
using Engram.Tests.Support;

namespace Engram.Tests.Inspection;

public sealed class SlotExplainerTests
{
    private static readonly SlotTagger Tagger = TinyTagger.Train();

    // A word's vector is its row of the table, so scaling the row by 1 ± ε and looking at the score gives gradient × input without any gradient.
    [Theory]
    [InlineData(CellKind.Lstm, OutputKind.Crf, 1)]
    [InlineData(CellKind.Lstm, OutputKind.Softmax, 1)]
    [InlineData(CellKind.GruResetAfter, OutputKind.Crf, 3)]
    [InlineData(CellKind.ElmanJordan, OutputKind.Crf, 1)]
    [InlineData(CellKind.ProjectedLstm, OutputKind.Crf, 1)]
    public void Gradient_OfATag_MatchesFiniteDifferences(CellKind cell, OutputKind output, int window)
    {
        TaggerCase<double> tagger = new(
            TaggerSample.Tiny with
            {
                Cell = cell,
                Output = output,
                Window = window,
                Layers = 2,
                WordSize = 4,
                OneOfN = false,
                TrigramSize = 0,
                CharacterUnits = 0,
                ShapeSize = 0,
            },
            seed: 3);
        Parameter<double> table = tagger.Network.Parameters.Single(parameter => parameter.Name.StartsWith("encoders.words", StringComparison.Ordinal));
        WordFeatures[] words = [.. tagger.Batch.Distinct.Where(word => word.Word > 0).Take(4)];
        TagGradient<double> gradient = new(tagger.Network, new(["B-from", "B-to", "I-to", "O"], TagScheme.Bio), temperature: 1.7);
        double Score() => gradient.Scores([words], [2], tag: 1)[0];

        double score = gradient.Backpropagate(words, word: 2, tag: 1);
        double[] products = gradient.Measure((value, slope) => value * slope);

        Assert.Equal(Score(), score, 1e-12);
        const double Step = 1e-5;
        for (int word = 0; word < words.Length; word++)
        {
            Span<double> row = table.Values.Row(words[word].Word);
            double[] kept = row.ToArray();
            double Moved(double factor)
            {
                Span<double> scaled = table.Values.Row(words[word].Word);
                for (int i = 0; i < kept.Length; i++)
                    scaled[i] = kept[i] * factor;
                return Score();
            }

            double slope = (Moved(1 + Step) - Moved(1 - Step)) / (2 * Step);
            Moved(1);
            Assert.Equal(slope, products[word], 1e-8);
            Assert.NotEqual(0, products[word]);
        }
    }

    [Fact]
    public void Explain_ASlot_GivesTheLogOddsOfItsProbability()
    {
        SlotExplanation explanation = new SlotExplainer(Tagger).Explain(TinyTagger.Sentence, word: 5);

        TaggedToken token = Tagger.Tag(TinyTagger.Sentence).Tokens[5];
        Assert.Equal((5, token.Tag, token.Probability), (explanation.Word, explanation.Tag, explanation.Probability));
        Assert.Equal(TinyTagger.Sentence.Split(' '), explanation.Words);
        Assert.Equal(Math.Log(token.Probability / (1 - token.Probability)), explanation.Score, 1e-3);
        Assert.Equal(9, explanation.Gradient.Count);
        Assert.All(explanation.Gradient, value => Assert.True(double.IsFinite(value)));
    }

    // Leaving a word out is tagging the sentence without it; the probabilities come from there.
    [Fact]
    public void Explain_LeavingWordsOut_IsTaggingTheSentenceWithoutThem()
    {
        string[] words = TinyTagger.Sentence.Split(' ');
        SlotExplanation explanation = new SlotExplainer(Tagger).Explain(TinyTagger.Sentence, word: 5);

        int tag = Tagger.Labels.Tag(explanation.Tag);
        double LogOdds(string[] sentence, int word)
        {
            double p = Tagger.Predict(sentence).Marginals[(word * Tagger.Labels.Tags.Count) + tag];
            return Math.Log(p / (1 - p));
        }

        for (int left = 0; left < words.Length; left++)
        {
            if (left == 5)
            {
                Assert.Null(explanation.Occlusion[left]);
                continue;
            }

            double without = LogOdds([.. words[..left], .. words[(left + 1)..]], left < 5 ? 4 : 5);
            Assert.Equal(LogOdds(words, 5) - without, explanation.Occlusion[left]!.Value, 2e-3);
        }
    }

    [Fact]
    public void Explain_WithoutAWord_TakesTheFirstOfTheFirstSlot()
    {
        SlotExplainer explainer = new(Tagger);
        string sentence = TinyTagger.Valid.Select(utterance => string.Join(' ', utterance.Tokens)).First(text => Tagger.Tag(text).Slots.Count > 0);

        Assert.Equal(Tagger.Tag(sentence).Slots[0].Tokens.Start, explainer.Explain(sentence).Word);
    }

    [Fact]
    public void Explain_ASentenceOfOneWord_HasNothingToLeaveOut() =>
        Assert.Null(Assert.Single(new SlotExplainer(Tagger).Explain("Taipei", 0).Occlusion));

    [Fact]
    public void Explain_AWordThatStandsTwice_TellsItsPlacesApart()
    {
        SlotExplanation explanation = new SlotExplainer(Tagger).Explain("to to Taipei", 2);

        Assert.Equal(3, explanation.Gradient.Count);
        Assert.NotEqual(explanation.Gradient[0], explanation.Gradient[1]);
    }

    [Fact]
    public void Explain_LeavesTheModelAsItWas()
    {
        new SlotExplainer(Tagger).Explain(TinyTagger.Sentence);

        Assert.All(Tagger.Network.Parameters, parameter => Assert.All(parameter.Gradient, value => Assert.Equal(0, value)));
    }

    [Theory]
    [InlineData("", null, "There is no word to explain: the text is empty. Give a sentence.")]
    [InlineData("to Taipei", 2, "There is no word 2 to explain: the words of this sentence are 0 to 1. Give one of them.")]
    [InlineData("to Taipei", -1, "There is no word -1 to explain: the words of this sentence are 0 to 1. Give one of them.")]
    public void Explain_WhatIsNotThere_SaysWhatIs(string text, int? word, string expected)
    {
        SlotExplainer explainer = new(Tagger);

        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => explainer.Explain(text, word)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToJson_OfAnExplanation_HasTheAgreedShape()
    {
        using JsonDocument document = JsonDocument.Parse(SlotExplanationJson.ToJson(new SlotExplainer(Tagger).Explain("arrive 台北", 1)));

        JsonElement root = document.RootElement;
        Assert.Equal(
            ["word", "tag", "words", "probability", "score", "gradient", "occlusion"], root.EnumerateObject().Select(member => member.Name));
        Assert.Contains("台", root.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("occlusion")[1].ValueKind);
        Assert.Equal(JsonValueKind.Number, root.GetProperty("gradient")[1].ValueKind);
    }
}
