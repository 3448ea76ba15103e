using System.Collections.Concurrent;
using Engram.Corpora;
using Engram.Evaluation;
using Engram.Models;
using Engram.Tagging;

namespace Engram.Training.Comparisons;

/// <summary>Trains architectures side by side and settles claims about them.</summary>
/// <remarks>Every architecture is trained with the same seeds, epochs and sentences, for slots alone, at the learning rate that suits it best on a
/// tenth of the training sentences held back. The network after the last epoch is scored, so nothing is chosen on the validation sentences. The
/// scores do not depend on how many runs go on at the same time.</remarks>
public sealed class ArchitectureComparison
{
    private const int BatchSize = 64;
    private const double HeldBack = 0.1;

    private readonly ComparisonOptions _options;
    private readonly TimeProvider _clock;
    private readonly Corpus _train;
    private readonly Corpus _valid;
    private readonly HiddenWords _hidden;
    private readonly HiddenWords _seen;
    private readonly ComparisonPlan _plan;

    /// <summary>Prepares a comparison.</summary>
    /// <param name="train">What is learned from; its intents are left aside.</param>
    /// <param name="valid">What is scored.</param>
    /// <param name="options">What is compared.</param>
    /// <param name="clock">Tells how long runs take.</param>
    /// <exception cref="CorpusException">A corpus has no tags or plain ones, so that there are no slots to be found.</exception>
    public ArchitectureComparison(Corpus train, Corpus valid, ComparisonOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(valid);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        (_options, _clock, _plan) = (options, clock, new ComparisonPlan(options));
        _train = Slots(train);
        Corpus slots = Slots(valid);
        _valid = slots.Scheme == _train.Scheme ? slots : slots.ConvertTo(_train.Scheme);
        _hidden = HiddenWords.Choose(_train, _valid, options.Network.Folding);
        _seen = HiddenWords.None(_train, options.Network.Folding);
    }

    /// <summary>Finds a learning rate for each architecture, then trains and scores; the first seed of every architecture first.</summary>
    /// <param name="progress">Is told after each run, from any thread.</param>
    /// <param name="cancellationToken">Stops; the runs that are done are given back.</param>
    public ComparisonResult Run(IProgress<ComparisonProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<Architecture> rows = _plan.Architectures;
        RunCounter counter = new(progress, rows.Count * ((_options.LearningRates.Count > 1 ? _options.LearningRates.Count : 0) + _options.Seeds));
        double[] rates = ChooseRates(rows, counter, cancellationToken);
        ArchitectureRun?[,] runs = new ArchitectureRun?[rows.Count, _options.Seeds];
        ForEach(runs.Length, job =>
        {
            (int seed, int row) = Math.DivRem(job, rows.Count);
            HiddenWords words = rows[row].WordsHidden ? _hidden : _seen;
            runs[row, seed] = Train(rows[row], rates[row], seed + 1, words, words.Train, _valid, cancellationToken);
            counter.Report(rows[row], runs[row, seed], choosesRate: false);
        }, cancellationToken);
        ArchitectureResult[] results = [.. rows.Select((architecture, row) => new ArchitectureResult(
            architecture, rates[row], [.. Enumerable.Range(0, _options.Seeds).Select(seed => runs[row, seed]).OfType<ArchitectureRun>()]))];
        return new ComparisonResult(_options, _train, _valid, _hidden, _plan, results);
    }

    // Architectures differ in the rate that suits them; one rate for all would decide claims by itself.
    private double[] ChooseRates(IReadOnlyList<Architecture> rows, RunCounter counter, CancellationToken cancellationToken)
    {
        IReadOnlyList<double> rates = _options.LearningRates;
        double[,] scores = new double[rows.Count, rates.Count];
        ForEach(rates.Count == 1 ? 0 : scores.Length, job =>
        {
            (int rate, int row) = Math.DivRem(job, rows.Count);
            HiddenWords words = rows[row].WordsHidden ? _hidden : _seen;
            CorpusSplit split = words.Train.Split(HeldBack, seed: 1);
            ArchitectureRun? run = Train(rows[row], rates[rate], seed: 1, words, split.Training, split.HeldOut, cancellationToken);
            scores[row, rate] = run?.F1 ?? 0;
            counter.Report(rows[row], run, choosesRate: true);
        }, cancellationToken);
        return [.. rows.Select((_, row) => rates[Enumerable.Range(0, rates.Count).MaxBy(rate => scores[row, rate])])];
    }

    private void ForEach(int jobs, Action<int> work, CancellationToken cancellationToken)
    {
        IEnumerable<int> numbers = Enumerable.Range(0, jobs).TakeWhile(_ => !cancellationToken.IsCancellationRequested);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = _options.Parallel };
        Parallel.ForEach(Partitioner.Create(numbers, EnumerablePartitionerOptions.NoBuffering), parallel, work);
    }

    private static Corpus Slots(Corpus corpus) => corpus.HasTags && corpus.Scheme != TagScheme.Plain
        ? new Corpus(corpus.Select(sentence => sentence with { Intent = null }), corpus.Name, corpus.Scheme)
        : throw new CorpusException($"{corpus.Name}: there are no slots to be compared by. Give a corpus with tags such as B-city, I-city and O.");

    private ArchitectureRun? Train(
        Architecture architecture, double rate, long seed, HiddenWords words, Corpus train, Corpus valid, CancellationToken cancellationToken)
    {
        long start = _clock.GetTimestamp();
        TrainingOptions options = _options.Training with { LearningRate = rate, Seed = seed, Threads = 1 };
        using TrainingRun training = new(architecture.Options, options, train);
        try
        {
            training.Run(cancellationToken: cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null; // before its first epoch; a run that has not ended is none
        }

        if (!training.IsOver)
            return null;
        SlotTagger tagger = training.Finish();
        double seconds = _clock.GetElapsedTime(start).TotalSeconds;
        (SpanScore[] all, SpanScore[] unseen) = Score(tagger, words, valid);
        return new ArchitectureRun(rate, seed, tagger.Network.Parameters.Sum(parameter => parameter.Count), seconds, all, unseen);
    }

    private static (SpanScore[] All, SpanScore[] Unseen) Score(SlotTagger tagger, HiddenWords words, Corpus valid)
    {
        List<SpanScore> all = [], unseen = [];
        SpanF1 counts = new();
        foreach (Utterance[] batch in valid.Chunk(BatchSize))
        {
            SentencePrediction[] answers = tagger.Predict([.. batch.Select(sentence => sentence.Tokens)]);
            foreach ((Utterance sentence, SentencePrediction answer) in batch.Zip(answers))
            {
                IReadOnlyList<TokenSpan> gold = TagSpans.Read(sentence.Tags!, valid.Scheme);
                IReadOnlyList<TokenSpan> found = TagSpans.Read([.. answer.Tags.Select(tag => tagger.Labels.Tags[tag])], valid.Scheme);
                all.Add(counts.Add(gold, found));
                unseen.Add(counts.Add(words.Unseen(sentence.Tokens, gold), words.Unseen(sentence.Tokens, found)));
            }
        }

        return ([.. all], [.. unseen]);
    }

    private sealed class RunCounter(IProgress<ComparisonProgress>? progress, int total)
    {
        private int _done;

        public void Report(Architecture architecture, ArchitectureRun? run, bool choosesRate)
        {
            if (run is not null)
                progress?.Report(new ComparisonProgress(Interlocked.Increment(ref _done), total, architecture, run, choosesRate));
        }
    }
}
