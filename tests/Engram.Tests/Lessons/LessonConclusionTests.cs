using Engram.Lessons;

namespace Engram.Tests.Lessons;

/// <summary>What a lesson concludes is true of the learner's numbers too, not of the lecture's alone.</summary>
public sealed class LessonConclusionTests
{
    [Theory]
    [InlineData("memory", "", "have the same input (1, 1), but the outputs are (4, 4) and (12, 12)")]
    [InlineData("memory", "u=0", "nothing of the past comes back")]
    [InlineData("memory", "v=0", "with these numbers nothing of the past is to be seen")]
    [InlineData("memory", "w=0", "with these numbers nothing of the past is to be seen")]
    [InlineData("order", "", "the last is (32, 32) in one order and (44, 44) in the other")]
    [InlineData("order", "x1=1,2,1 x2=1,2,1", "the same from either end")]
    [InlineData("order", "u=0", "without a memory, order means nothing")]
    [InlineData("order", "v=0", "the same ones in either order")]
    [InlineData("order", "u=0.5", "though the last is the same in both orders")] // no weight on time: 1 + 1 + 2 either way round
    [InlineData("elman-jordan", "", "The first output is the same, the rest are not.")]
    [InlineData("elman-jordan", "u=0", "what comes back makes no difference")]
    [InlineData("elman-jordan", "v=0.5", "what comes back makes no difference")] // y = (h1 + h2) / 2 = h1
    [InlineData("elman-jordan", "x1=1,-1,0 x2=0,0,0", "the rest are not")]
    [InlineData("elman-jordan", "x1=0,1,1 x2=0,0,0", "of the 2 that follow 1 differ")] // nothing to remember before the second step
    public void Conclusion_OfTheLearnersNumbers_IsTrueOfThem(string lesson, string settings, string conclusion)
    {
        LessonPage page = Lesson.Find(lesson).Run(LessonLanguage.English, settings.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        IEnumerable<string> said = page.Steps[^1].Items.OfType<LessonItem.Paragraph>().Select(paragraph => paragraph.Text);
        Assert.Contains(conclusion, string.Join('\n', said), StringComparison.Ordinal);
    }
}
