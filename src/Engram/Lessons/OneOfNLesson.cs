using Engram.Encoders;
using Engram.Numerics;

namespace Engram.Lessons;

/// <summary>Words as vectors with a single 1, and a dimension for all other words.</summary>
internal sealed class OneOfNLesson() : Lesson(
    "one-of-n",
    "Words as vectors: one of N, and other",
    "把词变成向量：N 中取一，加上 other",
    LessonSetting.Words("lexicon", "apple,bag,cat,dog,elephant"),
    LessonSetting.Words("words", "apple,cat,Gandalf,Sauron"))
{
    private protected override void Teach(LessonWriter page, LessonValues values)
    {
        string[] words = values.Words("words");
        Vocabulary lexicon = new([.. values.Words("lexicon").Distinct()]);
        string list = string.Join(", ", lexicon.Symbols);
        page.Step("lexicon", "The lexicon", "词表")
            .Say(
                $"The lexicon is {list}. A word becomes a vector with one dimension for each entry, 1 at its own and 0 elsewhere. All words that "
                    + "are not listed "
                + "share one more dimension, other: without it the network could not even be shown them.",
                $"词表是 {list}。一个词变成一个向量，词表里每个词一个维度，自己那一维是 1，其余是 0。不在词表里的词共用另外一维 other：没有它，网络根本看不到这些词。")
            .Show(page.In("dimensions:  ", "维数：") + $"{lexicon.Symbols.Count} + 1 = {lexicon.Count}")
            .Keep("dimensions", lexicon.Count);
        double[][] vectors = Encode(lexicon, words);
        page.Step("vectors", "The words", "词")
            .Table(["", "other", .. lexicon.Symbols], words.Zip(vectors, (word, vector) => (string[])[word, .. vector.Select(Arithmetic.Number)]));
        for (int i = 0; i < words.Length; i++)
            page.Step($"word.{i + 1}", words[i], words[i]).Show($"{words[i]} = {Arithmetic.Vector(vectors[i])}").Keep("vector", vectors[i]);
        string[] unknown = [.. words.Where(word => lexicon.Number(word) == Vocabulary.Other)];
        page.Step("why", "What to see", "看点")
            .Say(
                unknown.Length > 1
                    ? $"{string.Join(" and ", unknown)} have the same vector: to this network they are one word. Word hashing tells them apart: "
                        + "engram lesson word-hashing --set word=Gandalf --set other=Sauron"
                    : "Every vector has a single 1, so no two listed words are any more alike than others, and all words that are not listed are "
                        + "the same. "
                        + "Word hashing does better there: engram lesson word-hashing",
                unknown.Length > 1
                    ? $"{string.Join("、", unknown)} 的向量一样：对这个网络来说它们是同一个词。Word hashing 能把它们分开："
                        + "engram lesson word-hashing --lang zh --set word=Gandalf --set other=Sauron"
                    : "每个向量只有一个 1，所以词表里任何两个词都一样远，不在词表里的词全都相同。Word hashing 在这里更好：engram lesson word-hashing --lang zh")
            .Keep("unknown", unknown);
    }

    private static double[][] Encode(Vocabulary lexicon, string[] words)
    {
        WordBatch batch = new();
        batch.Fill([[.. words.Select(word => new WordFeatures(lexicon.Number(word), 0, 0, [0], []))]]);
        OneOfNEncoder<double> encoder = new(lexicon.Count);
        RowBuffer<double> output = new(words.Length, encoder.Size);
        encoder.CreatePass().Forward(batch, output.Block, random: null);
        return [.. Enumerable.Range(0, words.Length).Select(i => output.Row(i).ToArray())];
    }
}
