using Engram.Corpora;
using Engram.Lessons;

namespace Engram.Tests.Lessons;

public sealed class TicketCorpusTests
{
    private static readonly IReadOnlyList<Utterance> Training = TicketCorpus.Create(seed: 1, count: 3000);
    private static readonly IReadOnlyList<Utterance> HeldOut = TicketCorpus.Create(seed: 1, count: 500, GrammarSplit.HeldOut);

    [Fact]
    public void Create_Training_HasManySlotsAndIntentsAndNoDuplicates()
    {
        Assert.Equal(3000, Training.Select(Text).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.True(Slots(Training).Count >= 18, $"found {string.Join(", ", Slots(Training))}");
        Assert.Equal(8, Training.Select(each => each.Intent).Distinct().Count());
    }

    [Fact]
    public void Create_HeldOut_HasNoSlotOrIntentThatTrainingLacks()
    {
        Assert.Subset(Slots(Training), Slots(HeldOut));
        Assert.Subset(Training.Select(each => each.Intent).ToHashSet(), HeldOut.Select(each => each.Intent).ToHashSet());
    }

    [Fact]
    public void Create_BothSplits_ShareNoSentenceAndNoPlace()
    {
        Assert.Empty(Training.Select(Text).Intersect(HeldOut.Select(Text), StringComparer.OrdinalIgnoreCase));
        Assert.Empty(Values(Training, "destination").Intersect(Values(HeldOut, "destination"), StringComparer.OrdinalIgnoreCase));
        Assert.Empty(Values(Training, "place_of_departure").Intersect(Values(HeldOut, "place_of_departure"), StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Create_AnySeed_NeverGivesTheLecturesSentences()
    {
        HashSet<string> lecture = TicketCorpus.LectureSentences
            .Select(text => string.Join(' ', Tokenizer.ForPlainText.Tokenize(text).Select(token => token.Text)))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        for (int seed = 0; seed < 5; seed++)
            Assert.DoesNotContain(TicketCorpus.Create(seed, 4000, GrammarSplit.All), each => lecture.Contains(Text(each)));
    }

    [Fact]
    public void Create_Training_HoldsTheNamesAndTheWordsOfTheLecture()
    {
        HashSet<string> words = Training.SelectMany(each => each.Tokens).ToHashSet(StringComparer.Ordinal);

        string[] lecture = ["arrive", "leave", "Taipei", "taipei", "November", "november", "2nd", "到", "达", "离", "开", "台", "北", "十", "号"];
        Assert.Empty(lecture.Except(words));
        Assert.Contains("Taipei", Values(Training, "destination"));
        Assert.Contains("Taipei", Values(Training, "place_of_departure"));
        Assert.Contains("台北", Values(Training, "destination"));
        Assert.Contains("台北", Values(Training, "place_of_departure"));
    }

    [Fact]
    public void Create_EachLanguage_HasAModerateVocabulary()
    {
        Assert.InRange(Vocabulary("en"), 150, 500);
        Assert.InRange(Vocabulary("zh"), 150, 400);
    }

    [Fact]
    public void Create_ItsTokenizer_GivesBackEverySentence()
    {
        Tokenizer tokenizer = Tokenizer.Learn(Training.Select(each => each.Tokens));

        foreach (Utterance each in Training.Concat(HeldOut))
            Assert.Equal(each.Tokens, tokenizer.Tokenize(Text(each)).Select(token => token.Text));
        Assert.Equal(11, tokenizer.Tokenize(TicketCorpus.LectureSentences[2]).Count);
    }

    private static int Vocabulary(string language) =>
        TicketCorpus.Create(1, 4000, language: language).SelectMany(each => each.Tokens).Distinct(StringComparer.OrdinalIgnoreCase).Count();

    private static string Text(Utterance utterance) => string.Join(' ', utterance.Tokens);

    private static HashSet<string> Slots(IEnumerable<Utterance> corpus) =>
        corpus.SelectMany(each => each.Tags!).Where(tag => tag != "O").Select(tag => tag[2..]).ToHashSet();

    private static HashSet<string> Values(IEnumerable<Utterance> corpus, string slot)
    {
        HashSet<string> values = new(StringComparer.Ordinal);
        foreach (Utterance each in corpus)
        {
            for (int i = 0; i < each.Tokens.Count; i++)
            {
                if (each.Tags![i] != $"B-{slot}")
                    continue;
                int end = i + 1;
                while (end < each.Tokens.Count && each.Tags[end] == $"I-{slot}")
                    end++;
                bool han = each.Tokens[i][0] > 0x3000;
                values.Add(string.Join(han ? "" : " ", each.Tokens.Skip(i).Take(end - i)));
            }
        }

        return values;
    }
}
