using System.CommandLine;
using Engram.Corpora;
using Spectre.Console;

namespace Engram.Cli.Commands;

/// <summary><c>engram data stats</c>: counts what a corpus holds, and what another holds that it does not.</summary>
internal static class DataStatsCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> file = CorpusInput.File();
        Option<string> against = new("--against")
        {
            Description = "A second corpus, such as the one to validate with: what of it does the first not hold?",
            HelpName = "file",
        };
        Option<int> top = CommandOptions.Whole("--top", "How many slots, intents and words to list.", fallback: 20, minimum: 0);
        ExampleCommand command = new(
            "stats",
            "Count sentences, tokens, slots, intents and words.",
            "engram data stats train.conll",
            "engram data stats train.conll --against valid.conll --top 5")
        {
            file, against, top,
        };
        CorpusInput input = new(terminal, command);
        command.SetAction(parsed =>
        {
            CorpusStatistics statistics = new(input.Read(parsed, parsed.GetValue(file)!));
            WriteCounts(terminal, statistics, parsed.GetValue(top));
            if (parsed.GetValue(against) is { } other)
                WriteNovelty(terminal, statistics.NoveltyOf(input.Read(parsed, other)), other, parsed.GetValue(top));
        });
        return command;
    }

    private static void WriteCounts(Terminal terminal, CorpusStatistics statistics, int top)
    {
        CountTable counts = new("corpus", "");
        counts.Add("sentences", statistics.Utterances);
        counts.Add("tokens", statistics.Tokens);
        counts.Add("longest sentence", statistics.Longest);
        counts.Add("repeated sentences", statistics.Repeated);
        counts.Add("slots filled", statistics.Spans);
        counts.Add("sentences without a slot", statistics.WithoutSpan);
        counts.Add("sentences with ill-formed tags", statistics.IllFormed);
        counts.WriteTo(terminal.Results);
        CountTable.Write(terminal.Results, "slot", statistics.Slots, top);
        CountTable.Write(terminal.Results, "intent", statistics.Intents, top);
        CountTable.Write(terminal.Results, "word", statistics.Words, top);
    }

    private static void WriteNovelty(Terminal terminal, CorpusNovelty novelty, string name, int top)
    {
        CountTable counts = new($"new in {name}", "");
        counts.Add("unknown tokens", novelty.UnknownTokens);
        counts.Add("unknown words", novelty.UnknownWords.Count);
        counts.Add("sentences with an unknown word", novelty.UtterancesWithUnknownWord);
        counts.Add("sentences that are in both", novelty.UtterancesAlsoHere);
        counts.WriteTo(terminal.Results);
        CountTable.Write(terminal.Results, "unseen tag", novelty.UnseenTags, top);
        CountTable.Write(terminal.Results, "unseen intent", novelty.UnseenIntents, top);
        terminal.Results.MarkupLineInterpolated($"unknown words: {string.Join(' ', novelty.UnknownWords.Take(top))}");
    }
}
