using Engram.Encoders;

namespace Engram.Lessons;

/// <summary>Words as bags of letter trigrams, so that an unseen word is made of seen parts.</summary>
internal sealed class WordHashingLesson() : Lesson(
    "word-hashing",
    "Word hashing: letters in threes",
    "Word hashing：三个字母一组",
    LessonSetting.Words("word", "apple"),
    LessonSetting.Words("other", "apples"))
{
    private const int Letters = 26;

    private protected override void Teach(LessonWriter page, LessonValues values)
    {
        LetterTrigrams hashing = new();
        page.Step("dimensions", "The dimensions", "维数")
            .Say("A word switches on one dimension for each three letters that stand in a row, wherever they stand.", "一个词里每三个连着的字母打开一个维度，不管它们在词的哪里。")
            .Show($"26³ = {Letters}·{Letters}·{Letters} = {Arithmetic.Count(hashing.Count)}")
            .Keep("dimensions", hashing.Count);
        string word = values.Words("word")[0], other = values.Words("other")[0];
        int[] first = Word(page, "word", word, hashing), second = Word(page, "other", other, hashing);
        int[] shared = [.. first.Intersect(second)];
        page.Step("shared", $"{word} and {other}", $"{word} 和 {other}")
            .Show(page.In("in common:  ", "共同的：") + $"{(shared.Length == 0 ? "–" : string.Join(", ", shared.Select(Spell)))}")
            .Say(
                $"Had training never seen \"{other}\", one-of-N could only say other. Word hashing still knows {shared.Length} of its "
                + $"{second.Distinct().Count()} trigrams. Whether that helps is to be measured: engram compare hides words from training and counts.",
                $"如果训练时没见过“{other}”，N 中取一只能说 other；Word hashing 还能说出它 {second.Distinct().Count()} 个三元组里的 {shared.Length} 个。"
                + "是否有用，要测了才知道：engram compare 会把一些词藏起来再数。")
            .Keep("trigrams", [.. shared.Select(Spell)])
            .Keep("dimensions", [.. shared.Select(dimension => (double)dimension)])
            .Keep("count", shared.Length)
            .Keep("countOfOther", second.Distinct().Count());
        page.Step("marks", "What Engram adds", "Engram 多做的")
            .Say(
                "As options the ends of a word count as letters (#ap, le#), and letters beyond a to z, as in 台北 or Århus, share hashed dimensions: "
                + "engram train --trigram-size 50",
                "可以选的：词的两头也算字母（#ap、le#）；a 到 z 之外的字，比如 台北 或 Århus，共用散列的维度：engram train --trigram-size 50")
            .Keep("withMarks", new LetterTrigrams(marks: true, buckets: 4096).Of(word).Length);
    }

    private static int[] Word(LessonWriter page, string name, string word, LetterTrigrams hashing)
    {
        int[] dimensions = hashing.Of(word);
        string trigrams = dimensions.Length == 0 ? "–" : string.Join(", ", dimensions.Select(Spell));
        LessonWriter.StepDraft step = page.Step(name, word, word).Show($"{word} → {trigrams}");
        foreach (int dimension in dimensions.Distinct())
        {
            string letters = Spell(dimension);
            int[] n = [.. letters.Select(letter => letter - 'a')];
            step.Show($"{letters}: {n[0]}·26² + {n[1]}·26 + {n[2]} = {Arithmetic.Count(dimension)}");
        }

        step.Keep("trigrams", [.. dimensions.Select(Spell)]).Keep("dimensions", [.. dimensions.Select(dimension => (double)dimension)]);
        return dimensions;
    }

    // a = 0 … z = 25, the first letter counting most; the test holds this against what the encoder switches on.
    private static string Spell(int dimension) =>
        new([(char)('a' + (dimension / (Letters * Letters))), (char)('a' + (dimension / Letters % Letters)), (char)('a' + (dimension % Letters))]);
}
