using CsCheck;
using Engram.Tagging;

namespace Engram.Tests.Tagging;

public class TagConstraintsTests
{
    private static readonly string[] Bio = ["O", "B-x", "I-x", "B-y", "I-y"];

    [Fact]
    public void CanFollow_InBio_LetsAnInsideTagContinueItsOwnSlotOnly()
    {
        TagConstraints constraints = new(Bio, TagScheme.Bio);

        Assert.Equal([true, true, false, true, false], Start(constraints));
        Assert.Equal([true, true, true, true, true], End(constraints));
        Assert.True(constraints.CanFollow(1, 2));
        Assert.True(constraints.CanFollow(2, 2));
        Assert.False(constraints.CanFollow(0, 2));
        Assert.False(constraints.CanFollow(1, 4));
    }

    [Fact]
    public void CanEnd_InBioes_NeedsAClosedSpan()
    {
        TagConstraints constraints = new(["O", "B-x", "I-x", "E-x", "S-x"], TagScheme.Bioes);

        Assert.Equal([true, false, false, true, true], End(constraints));
        Assert.False(constraints.CanFollow(1, 0));
    }

    [Fact]
    public void AnyAllowedPath_IsWellFormed_InEveryScheme() => Gen.Int.List[1, 10].Sample(choices =>
    {
        foreach (TagScheme scheme in Enum.GetValues<TagScheme>())
        {
            string[] tags = [.. StrictSpanRules.Letters(scheme).SelectMany(c => c == 'O' ? ["O"] : new[] { $"{c}-x", $"{c}-y" })];
            if (tags.Length == 0) tags = ["NN", "VB"];
            TagConstraints constraints = new(tags, scheme);
            List<int> path = [];
            foreach (int choice in choices)
            {
                int[] allowed = [.. Enumerable.Range(0, tags.Length)
                    .Where(tag => path.Count == 0 ? constraints.CanStart(tag) : constraints.CanFollow(path[^1], tag))];
                path.Add(allowed[(choice & int.MaxValue) % allowed.Length]);
            }
            if (constraints.CanEnd(path[^1])) Assert.True(TagGrammar.IsWellFormed([.. path.Select(tag => tags[tag])], scheme));
        }
    });

    [Fact]
    public void Constructor_WithATagOfAnotherScheme_NamesIt()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new TagConstraints(["O", "S-x"], TagScheme.Bio));

        Assert.StartsWith("Tag 'S-x' has no form of the scheme Bio, whose letters are O, B, I.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Allow_WithPlainTags_IsAlwaysTrue()
    {
        TagConstraints constraints = new(["NN", "VB"], TagScheme.Plain);

        Assert.True(constraints.Allow([1, 0, 0, 1, 1]));
        Assert.True(constraints.Allow([0, 1]));
    }

    private static bool[] Start(TagConstraints constraints) => [.. Enumerable.Range(0, constraints.Tags).Select(constraints.CanStart)];

    private static bool[] End(TagConstraints constraints) => [.. Enumerable.Range(0, constraints.Tags).Select(constraints.CanEnd)];
}
