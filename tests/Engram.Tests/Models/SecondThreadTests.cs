using Engram.Models;
using Engram.Numerics;

namespace Engram.Tests.Models;

public sealed class SecondThreadTests
{
    [Fact]
    public void Tag_WithATeam_GivesTheSameBitsAsAlone()
    {
        byte[] file = TinyTagger.Save(TinyTagger.Train());
        using WorkTeam team = new(2);
        SlotTagger alone = TinyTagger.Load(file), together = SlotTagger.Load(new MemoryStream(file), new ModelLoadOptions { Team = team });

        for (int round = 0; round < 3; round++)
            Assert.Equal(TaggedUtteranceJson.ToJson(alone.Tag(TinyTagger.Sentence)), TaggedUtteranceJson.ToJson(together.Tag(TinyTagger.Sentence)));
    }

    [Fact]
    public void Tag_ByManyCallersOfOneTeam_GivesEachItsAnswer()
    {
        byte[] file = TinyTagger.Save(TinyTagger.Train());
        using WorkTeam team = new(2);
        SlotTagger tagger = SlotTagger.Load(new MemoryStream(file), new ModelLoadOptions { Team = team });
        string expected = TaggedUtteranceJson.ToJson(TinyTagger.Load(file).Tag(TinyTagger.Sentence));

        Parallel.For(0, 200, _ => Assert.Equal(expected, TaggedUtteranceJson.ToJson(tagger.Tag(TinyTagger.Sentence))));
    }
}
