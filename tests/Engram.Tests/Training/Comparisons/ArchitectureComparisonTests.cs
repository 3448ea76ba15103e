using System.Text.Json;
using Engram.Corpora;
using Engram.Lessons;
using Engram.Models;
using Engram.Reports;
using Engram.Training.Comparisons;

namespace Engram.Tests.Training.Comparisons;

public sealed class ArchitectureComparisonTests
{
    private static readonly ComparisonOptions Tiny = new()
    {
        Cells = [CellKind.Elman, CellKind.Jordan],
        Depths = [1, 2],
        Seeds = 2,
        LearningRates = [0.01, 0.03],
        Network = new ComparisonOptions().Network with { Units = 6, WordSize = 5, TrigramBuckets = 0 },
        Training = new ComparisonOptions().Training with { Epochs = 1, BatchSize = 8 },
    };

    [Fact]
    public void Run_OnATinyCorpus_FillsEveryRowAndSettlesEveryClaim()
    {
        List<ComparisonProgress> reports = [];

        ComparisonResult result = Compare(Tiny with { Parallel = 1 }).Run(new Report(reports.Add), TestContext.Current.CancellationToken);

        Assert.Equal(9, result.Architectures.Count);
        Assert.All(result.Architectures, row => Assert.Equal([1, 2], row.Runs.Select(run => run.Seed)));
        Assert.Equal(9 * (2 + 2), reports.Count);
        Assert.Equal(Enumerable.Range(1, reports.Count), reports.Select(report => report.Done));
        Assert.Equal(9 * 2, reports.Count(report => report.ChoosesRate));
        Assert.Equal(5, result.Verdicts.Count);
        Assert.All(result.Verdicts, verdict => Assert.InRange(verdict.PValue, 0.0001, 1));
    }

    [Fact]
    public void Run_WithMoreRunsAtATime_GivesTheSameScores() => Assert.Equal(
        Scores(Compare(Tiny with { Parallel = 1 }).Run(cancellationToken: TestContext.Current.CancellationToken)),
        Scores(Compare(Tiny with { Parallel = 2 }).Run(cancellationToken: TestContext.Current.CancellationToken)));

    [Fact]
    public void Run_WhenCancelled_GivesBackWhatIsDone()
    {
        using CancellationTokenSource source = new();
        int finals = 0;
        Report stopAfterThree = new(report =>
        {
            finals += report.ChoosesRate ? 0 : 1;
            if (finals == 3)
                source.Cancel();
        });

        ComparisonResult result = Compare(Tiny with { Parallel = 1 }).Run(stopAfterThree, source.Token);

        Assert.Equal(3, result.Architectures.Sum(row => row.Runs.Count));
        Assert.Contains("| – |", ComparisonTable.ToMarkdown(result));
        Assert.Equal(["Jordan is better than Elman"], result.Verdicts.Select(verdict => verdict.Claim.Statement));
    }

    [Fact]
    public void ToJson_HoldsEveryNumberOfTheTable()
    {
        ComparisonResult result = Compare(Tiny with { Seeds = 1 }).Run(cancellationToken: TestContext.Current.CancellationToken);

        JsonElement json = JsonDocument.Parse(result.ToJson()).RootElement;

        Assert.Equal(result.Architectures[0].MeanF1, json.GetProperty("architectures")[0].GetProperty("f1").GetProperty("mean").GetDouble());
        Assert.Equal(result.Architectures[0].Parameters, json.GetProperty("architectures")[0].GetProperty("parameters").GetInt32());
        Assert.Equal(result.Verdicts[0].PValue, json.GetProperty("claims")[0].GetProperty("p").GetDouble());
        Assert.Equal(result.Hidden.Words.Count, json.GetProperty("unseen").GetProperty("hiddenWords").GetInt32());
    }

    [Fact]
    public void ToMarkdown_HoldsARowForEachArchitectureAndClaim()
    {
        ComparisonResult result = Compare(Tiny with { Seeds = 1 }).Run(cancellationToken: TestContext.Current.CancellationToken);

        string[] lines = ComparisonTable.ToMarkdown(result).Split('\n');

        Assert.Equal(result.Architectures.Count + result.Verdicts.Count + 4, lines.Count(line => line.StartsWith('|')));
        Assert.Contains(lines, line => line.StartsWith("| Elman | ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("| word hashing helps with unseen words | ", StringComparison.Ordinal));
    }

    [Fact]
    public void Create_OfACorpusWithoutSlots_SaysWhatIsNeeded()
    {
        Corpus plain = new([new Utterance(["a", "dog"], ["DET", "NOUN"])], "tags.conll");

        CorpusException refusal = Assert.Throws<CorpusException>(() => new ArchitectureComparison(plain, plain, Tiny, TimeProvider.System));

        Assert.Equal("tags.conll: there are no slots to be compared by. Give a corpus with tags such as B-city, I-city and O.", refusal.Message);
    }

    private static ArchitectureComparison Compare(ComparisonOptions options) => new(
        new Corpus(TicketCorpus.Create(seed: 1, count: 120), "tickets"), new Corpus(TicketCorpus.Create(seed: 2, count: 20), "valid"), options,
        TimeProvider.System);

    private static IEnumerable<(string Name, double Rate, double F1, double UnseenF1)> Scores(ComparisonResult result) =>
        result.Architectures.SelectMany(row => row.Runs.Select(run => (row.Architecture.Name, row.LearningRate, run.F1, run.UnseenF1)));

    private sealed class Report(Action<ComparisonProgress> action) : IProgress<ComparisonProgress>
    {
        void IProgress<ComparisonProgress>.Report(ComparisonProgress value) => action(value);
    }
}
