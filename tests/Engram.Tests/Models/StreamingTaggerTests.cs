using Engram.Layers;
using Engram.Models;
using Engram.Numerics;

namespace Engram.Tests.Models;

public sealed class StreamingTaggerTests
{
    private static readonly string[] Words =
        ["i", "would", "like", "to", "arrive", "leave", "Taipei", "London", "on", "November", "2nd", "and", "from", "Monday", "zzz", "台北", "O'Hare,", "p.m.", "at"];

    private static readonly TaggerOptions Forward = TinyTagger.Options with { Bidirectional = false };

    /// <summary>Every way in which a network can read, and whether it may call anything stable before the end.</summary>
    public static TheoryData<string> Networks => [.. Options.Keys];

    private static Dictionary<string, (TaggerOptions Options, bool CanBeStable)> Options { get; } = new()
    {
        ["forward, field"] = (Forward, true),
        ["forward, softmax"] = (Forward with { Output = OutputKind.Softmax }, true),
        ["forward, two layers, GRU"] = (Forward with { Cell = CellKind.Gru, Layers = 2, LearnInitialState = true, Residual = true }, true),
        ["forward, normalised, projected"] = (Forward with { Cell = CellKind.ProjectedLstm, LayerNormalization = true }, true),
        ["Jordan"] = (Forward with { Cell = CellKind.Jordan, Output = OutputKind.Softmax }, true),
        ["Elman-Jordan on Elman"] = (Forward with { Cell = CellKind.ElmanJordan, Layers = 2 }, true),
        ["window"] = (Forward with { Window = 3 }, true),
        ["look-ahead"] = (Forward with { LookAhead = 2, Window = 3 }, true),
        ["attention"] = (Forward with { Attention = true }, false),
        ["both directions"] = (TinyTagger.Options with { Merge = Merge.Sum }, false),
    };

    // Words at random and weights so large that tags hang on their neighbours: there tags change most when a word is added.
    [Theory]
    [MemberData(nameof(Networks))]
    public void Add_WhatIsStable_NeverChangesAndTheEndIsTheWholeSentence(string network)
    {
        SlotTagger tagger = Exaggerated(TinyTagger.Train(Options[network].Options), factor: 4);
        SeededRandom random = new(7);
        int stable = 0, ahead = (tagger.Options.Window / 2) + tagger.Options.LookAhead;

        for (int sentence = 0; sentence < 150; sentence++)
        {
            string[] words = [.. Enumerable.Range(0, 1 + random.Next(12)).Select(_ => Words[random.Next(Words.Length)])];
            StreamingTagger stream = tagger.BeginStream();
            List<PartialUtterance> partial = [.. words.Select(stream.Add)];
            string text = stream.Text;
            TaggedUtterance whole = stream.End();

            AssertSame(tagger.Tag(string.Join(' ', words)), whole);
            Assert.Equal(whole.Text, text);
            foreach (PartialUtterance part in partial)
            {
                Assert.Equal(whole.Tokens.Take(part.StableTokens).Select(Place), part.Utterance.Tokens.Take(part.StableTokens).Select(Place));
                Assert.Equal(whole.Slots.Take(part.StableSlots).Select(Place), part.Utterance.Slots.Take(part.StableSlots).Select(Place));
                Assert.InRange(part.StableTokens, 0, Math.Max(0, part.Utterance.Tokens.Count - 2 - ahead)); // the last words can still change
                stable += part.StableSlots;
            }
        }

        Assert.Equal(Options[network].CanBeStable, stable > 0);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Add_AnswersAsIfTheSentenceEndedHere(string network)
    {
        SlotTagger tagger = TinyTagger.Train(Options[network].Options);
        StreamingTagger stream = tagger.BeginStream();
        string[] words = TinyTagger.Sentence.Split(' ');

        for (int i = 0; i < words.Length; i++)
            AssertSame(tagger.Tag(string.Join(' ', words[..(i + 1)])), stream.Add(words[i]).Utterance);
    }

    [Fact]
    public void Add_AfterTheEnd_BeginsAnotherSentence()
    {
        SlotTagger tagger = TinyTagger.Train(Forward);
        StreamingTagger stream = tagger.BeginStream();
        stream.Add("leave");
        stream.End();

        AssertSame(tagger.Tag("Taipei"), stream.Add("Taipei").Utterance);
        AssertSame(tagger.Tag("Taipei"), stream.End());
        AssertSame(tagger.Tag(""), stream.End());
    }

    // Whether a full stop is a token of its own may depend on whether the sentence ends with it, so a word is cut anew when another follows.
    [Fact]
    public void Add_AWordWithAFullStop_IsCutAsInTheWholeSentence()
    {
        SlotTagger tagger = TinyTagger.Train(Forward);
        string[] words = ["leave", "St.", "Louis.", "at", "5", "p.m."];
        StreamingTagger stream = tagger.BeginStream();

        for (int i = 0; i < words.Length; i++)
            AssertSame(tagger.Tag(string.Join(' ', words[..(i + 1)])), stream.Add(words[i]).Utterance);
        AssertSame(tagger.Tag(string.Join(' ', words)), stream.End());
    }

    private static SlotTagger Exaggerated(SlotTagger tagger, float factor)
    {
        foreach (Parameter<float> parameter in tagger.Network.Parameters)
            foreach (int i in Enumerable.Range(0, parameter.Count))
                parameter.Value[i] *= factor;
        tagger.Network.Prepare();
        return new SlotTagger(tagger.Options, tagger.Tokenizer, tagger.Lexicon, tagger.Labels, tagger.Network, tagger.Temperatures);
    }

    private static (string, string, int, int) Place(TaggedToken token) => (token.Text, token.Tag, token.Start, token.End);

    private static (string, string, int, int) Place(Slot slot) => (slot.Name, slot.Value, slot.Start, slot.End);

    private static void AssertSame(TaggedUtterance expected, TaggedUtterance actual)
        => Assert.Equal(TaggedUtteranceJson.ToJson(expected), TaggedUtteranceJson.ToJson(actual));
}
