using CsCheck;
using Engram.Tagging;

namespace Engram.Tests.Tagging;

public class TagTransitionsTests
{
    private static readonly string[] Bio = ["O", "B-x", "I-x", "B-y", "I-y"];

    [Fact]
    public void CanFollow_InBio_LetsAnInsideTagContinueItsOwnSlotOnly()
    {
        TagTransitions transitions = new(Bio, TagScheme.Bio);

        Assert.Equal([true, true, false, true, false], transitions.Start);
        Assert.Equal([true, true, true, true, true], transitions.End);
        Assert.True(transitions.CanFollow(1, 2));
        Assert.True(transitions.CanFollow(2, 2));
        Assert.False(transitions.CanFollow(0, 2));
        Assert.False(transitions.CanFollow(1, 4));
    }

    [Fact]
    public void CanEnd_InBioes_NeedsAClosedSpan()
    {
        TagTransitions transitions = new(["O", "B-x", "I-x", "E-x", "S-x"], TagScheme.Bioes);

        Assert.Equal([true, false, false, true, true], transitions.End);
        Assert.False(transitions.CanFollow(1, 0));
    }

    [Fact]
    public void AnyAllowedPath_IsWellFormed_InEveryScheme() => Gen.Int.List[1, 10].Sample(choices =>
    {
        foreach (TagScheme scheme in Enum.GetValues<TagScheme>())
        {
            string[] tags = [.. StrictSpanRules.Letters(scheme).SelectMany(c => c == 'O' ? ["O"] : new[] { $"{c}-x", $"{c}-y" })];
            if (tags.Length == 0) tags = ["NN", "VB"];
            TagTransitions transitions = new(tags, scheme);
            List<int> path = [];
            foreach (int choice in choices)
            {
                int[] allowed = [.. Enumerable.Range(0, tags.Length)
                    .Where(tag => path.Count == 0 ? transitions.CanStart(tag) : transitions.CanFollow(path[^1], tag))];
                path.Add(allowed[(choice & int.MaxValue) % allowed.Length]);
            }
            if (transitions.CanEnd(path[^1])) Assert.True(TagGrammar.IsWellFormed([.. path.Select(tag => tags[tag])], scheme));
        }
    });

    [Fact]
    public void Constructor_WithATagOfAnotherScheme_NamesIt()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new TagTransitions(["O", "S-x"], TagScheme.Bio));

        Assert.StartsWith("Tag 'S-x' has no form of the scheme Bio, whose letters are O, B, I.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AllowsEverything_WithPlainTags_IsTrue()
    {
        Assert.True(new TagTransitions(["NN", "VB"], TagScheme.Plain).AllowsEverything);
        Assert.False(new TagTransitions(Bio, TagScheme.Bio).AllowsEverything);
    }
}
