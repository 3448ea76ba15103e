using Engram.Models;
using Engram.Reports;
using Engram.Tagging;

namespace Engram.Tests.Reports;

public sealed class TaggedPageTests
{
    [Fact]
    public void Line_OfAnAnswer_MarksEachSlotWhereItStands()
    {
        TaggedUtterance answer = new("to New York, now", [], [new Slot("to", "New York", 3, 11, 0.996, new TokenSpan(1, 3, "to"))], new("go", 0.5, []));

        Assert.Equal(
            "<p dir=\"auto\">to <mark class=\"c4\">New York<small>to 100\u00a0%</small></mark>, now<span class=\"intent\">go 50\u00a0%</span></p>",
            TaggedPage.Line(answer));
    }

    [Fact]
    public void Line_OfMarkupAndLineBreaks_EscapesTheOneAndDropsTheOther()
    {
        TaggedUtterance answer = new("a <b> & \"c\"\u2028d", [], [new Slot("<x>", "<b>", 2, 5, 1, new TokenSpan(1, 2, "<x>"))], null);

        string line = TaggedPage.Line(answer);

        Assert.Contains("&lt;b&gt;<small>&lt;x&gt; 100", line);
        Assert.Contains(" &amp; ", line);
        Assert.DoesNotContain('\u2028', line);
    }

    [Fact]
    public void Line_OfAnEmptyText_IsAnEmptyParagraph() => Assert.Equal("<p dir=\"auto\"></p>", TaggedPage.Line(new TaggedUtterance("", [], [], null)));
}
