using Engram.Corpora;
using Engram.Encoders;
using Engram.Evaluation;
using Engram.Models;
using Engram.Numerics;
using Engram.Tagging;
using Engram.Training.Optimizers;

namespace Engram.Training;

/// <summary>A training run, epoch by epoch.</summary>
public sealed class TrainingRun : IDisposable
{
    private readonly TaggerOptions _options;
    private readonly TrainingOptions _training;
    private readonly Corpus? _valid;
    private readonly Tokenizer _tokenizer;
    private readonly TaggerLexicon _lexicon;
    private readonly TaggerLabels _labels;
    private readonly TrainingSet _set;
    private readonly EpochSentences _sentences;
    private readonly WorkTeam _team;
    private readonly TaggerNetwork<float> _network;
    private readonly TaggerPass<float> _pass;
    private readonly TaggerLoss<float> _loss;
    private readonly IOptimizer<float> _optimizer;
    private readonly WeightAverage _average;
    private readonly GradientNorm _norm;
    private readonly WordBatch _batch = new();
    private readonly WordFeatures[][] _words;
    private readonly int[][] _gold;
    private readonly int[] _intents;
    private readonly LearningRateSchedule _schedule;
    private readonly string _fingerprint;
    private BestEpoch? _best;

    /// <summary>Prepares a run: lists words and labels, and starts the weights from the seed.</summary>
    /// <param name="options">What the network is made of.</param>
    /// <param name="training">How it is trained.</param>
    /// <param name="train">What it learns from: annotated sentences, at least one.</param>
    /// <param name="valid">What the best epoch is chosen on.</param>
    /// <param name="vectors">What the vectors of words start from, such as <see cref="WordVectors.Read"/> gives; by chance without.</param>
    /// <exception cref="ShapeException">The vectors have another length than <see cref="TaggerOptions.WordSize"/>.</exception>
    public TrainingRun(
        TaggerOptions options, TrainingOptions training, Corpus train, Corpus? valid = null, PretrainedVectors? vectors = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(train);
        if (vectors is not null)
            WordVectors.Require(vectors, options);
        _tokenizer = Tokenizer.Learn(train.Select(sentence => sentence.Tokens), options.Tokenizer, options.Folding);
        options = options.For(_tokenizer.Kind);
        training = training.For(train.Count);
        (_options, _training, _valid) = (options, training, valid);
        _lexicon = TaggerLexicon.Collect(options, _tokenizer.Normalizer, train, vectors?.Words);
        _labels = LabelsOf(train);
        _set = new TrainingSet(train, _lexicon, _labels);
        _sentences = new EpochSentences(
            _set, training.SlotSubstitution > 0 ? new SlotSubstitution(train, _set, _labels, training.SlotSubstitution) : null);
        (_words, _gold, _intents) = (new WordFeatures[training.BatchSize][], new int[training.BatchSize][], new int[training.BatchSize]);
        _team = new WorkTeam(training.Threads);
        _network = new TaggerNetwork<float>(options, _lexicon, _labels);
        _network.Initialize(training.Seed);
        if (vectors is not null)
            WordVectors.Apply(vectors, _lexicon, _network);
        _pass = new TaggerPass<float>(_network, _team);
        _loss = new TaggerLoss<float>(_network, _labels.Constraints, training.IntentWeight, _team);
        _optimizer = training.Optimizer.Create(_network.Parameters);
        _norm = new GradientNorm(_network.Parameters);
        _average = new WeightAverage(_network.Parameters, training.Averaging);
        long steps = (long)training.Epochs * BatchesPerEpoch; // a short run cannot spend most of them on the way up
        _schedule = training.Schedule with { WarmUpSteps = (int)Math.Min(training.Schedule.WarmUpSteps, steps / 10) };
        _fingerprint = TrainingCheckpoint.Fingerprint(options, training, train, valid, vectors);
    }

    /// <summary>Epochs that are done.</summary>
    public int Epoch { get; private set; }

    /// <summary>Whether a gradient or a score was no finite number, so that nothing useful can follow; the best epoch before that is kept.</summary>
    public bool HasDiverged { get; private set; }

    /// <summary>Whether there is nothing left to do: all epochs are done, the score has not risen for too long, or it has diverged.</summary>
    public bool IsOver => HasDiverged || Epoch >= _training.Epochs || (_best is not null && Epoch - _best.Epoch >= _training.Patience);

    private int BatchesPerEpoch => (_set.Count + _training.BatchSize - 1) / _training.BatchSize;

    /// <summary>Trains until the run is over or cancelled; <see cref="HasDiverged"/> says how it ended.</summary>
    /// <param name="progress">Is told after each batch and each epoch.</param>
    /// <param name="cancellationToken">Stops between batches; the epoch under way is forgotten.</param>
    /// <exception cref="OperationCanceledException">Cancelled before the first epoch ended.</exception>
    public void Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        while (!IsOver)
        {
            EpochResult? result = TrainEpoch(progress, cancellationToken);
            if (result is null)
            {
                if (_best is null && !HasDiverged)
                    cancellationToken.ThrowIfCancellationRequested();
                return;
            }

            progress?.Report(new TrainingProgress(Epoch, _training.Epochs, BatchesPerEpoch, BatchesPerEpoch, result));
        }
    }

    /// <summary>Writes where the run stands, after an epoch; atomically.</summary>
    /// <param name="path">The file.</param>
    public void SaveCheckpoint(string path) => TrainingCheckpoint.Save(
        path, _fingerprint, Epoch, _optimizer.StepCount, _best?.Epoch ?? 0, _best?.Score ?? 0, Arrays());

    /// <summary>Goes on where a checkpoint of the same run stands, to the same bits as if it had never been interrupted.</summary>
    /// <param name="path">The file that <see cref="SaveCheckpoint"/> wrote.</param>
    /// <exception cref="ModelFileException">It is no checkpoint, is damaged, or belongs to a run with other options or corpora.</exception>
    public void Resume(string path)
    {
        TrainingCheckpoint checkpoint = TrainingCheckpoint.Load(path, _fingerprint);
        _optimizer.Restore(
            checkpoint.Steps, _optimizer.State().ToDictionary(state => state.Name, state => checkpoint.Array($"optimizer.{state.Name}",
                state.Values.Length)));
        foreach ((Parameter<float> parameter, int i) in _network.Parameters.Select((parameter, i) => (parameter, i)))
        {
            parameter.Set(checkpoint.Array($"weights.{parameter.Name}", parameter.Count));
            checkpoint.Array($"average.{parameter.Name}", parameter.Count).CopyTo(_average.Averages[i], 0);
        }

        Epoch = checkpoint.Epoch;
        _best = checkpoint.BestEpoch == 0 ? null : new BestEpoch(
            checkpoint.BestEpoch, checkpoint.BestScore,
            [.. _network.Parameters.Select(parameter => checkpoint.Array($"best.{parameter.Name}", parameter.Count))]);
    }

    /// <summary>The tagger of the best epoch, calibrated on the validation set.</summary>
    public SlotTagger Finish()
    {
        TaggerNetwork<float> network = new(_options, _lexicon, _labels);
        IReadOnlyList<float[]> weights = _best?.Weights ?? _average.Averages;
        for (int i = 0; i < weights.Count; i++)
            network.Parameters[i].Set(weights[i]);
        network.Prepare();
        TaggerTemperatures temperatures = _valid is null ? TaggerTemperatures.None : TemperatureSearch.Find(network, _lexicon, _labels, _valid);
        return new SlotTagger(_options, _tokenizer, _lexicon, _labels, network, temperatures);
    }

    /// <inheritdoc/>
    public void Dispose() => _team.Dispose();

    private static TaggerLabels LabelsOf(Corpus train)
    {
        SortedSet<string> tags = new(StringComparer.Ordinal), intents = new(StringComparer.Ordinal);
        foreach (Utterance sentence in train)
        {
            tags.UnionWith(TagGrammar.Repair(sentence.Tags!, train.Scheme));
            if (sentence.Intent is not null)
                intents.Add(IntentMatch.Names(sentence.Intent)[0]);
        }

        if (train.Scheme != TagScheme.Plain)
            tags.Add("O");
        return new TaggerLabels([.. tags], train.Scheme, [.. intents]);
    }

    private IEnumerable<(string Name, float[] Values)> Arrays()
    {
        for (int i = 0; i < _network.Parameters.Count; i++)
        {
            Parameter<float> parameter = _network.Parameters[i];
            yield return ($"weights.{parameter.Name}", parameter.Value);
            yield return ($"average.{parameter.Name}", _average.Averages[i]);
            if (_best is not null)
                yield return ($"best.{parameter.Name}", _best.Weights[i]);
        }

        foreach ((string name, float[] values) in _optimizer.State())
            yield return ($"optimizer.{name}", values);
    }

    private EpochResult? TrainEpoch(IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        SeededRandom random = new(_training.Seed, Epoch + 1);
        _sentences.Draw(random);
        int[][] plan = BatchPlan.Create(_sentences.Lengths, _training.BatchSize, random);
        double tagLoss = 0, intentLoss = 0, norms = 0;
        int clipped = 0;
        for (int i = 0; i < plan.Length; i++)
        {
            if (cancellationToken.IsCancellationRequested)
                return null;
            (double tags, double intents, double norm) = Step(plan[i], random);
            if (HasDiverged)
                return null;
            tagLoss += tags;
            intentLoss += intents;
            norms += norm;
            clipped += norm > _training.ClipNorm ? 1 : 0;
            progress?.Report(new TrainingProgress(Epoch + 1, _training.Epochs, i + 1, plan.Length, null));
        }

        Scores? scores = Validate();
        if (HasDiverged)
            return null;
        Epoch++;
        bool best = Keep(scores);
        return new EpochResult(Epoch, tagLoss / plan.Length, intentLoss / plan.Length, norms / plan.Length, clipped, LearningRate, scores, best);
    }

    private double LearningRate => _training.LearningRate * _schedule.Factor(_optimizer.StepCount, (long)_training.Epochs * BatchesPerEpoch);

    private (double Tags, double Intents, double Norm) Step(int[] sentences, SeededRandom random)
    {
        for (int i = 0; i < sentences.Length; i++)
            (_words[i], _gold[i], _intents[i]) = (_sentences.Words[sentences[i]], _sentences.Tags[sentences[i]], _set.Intents[sentences[i]]);
        _batch.Fill(_words.AsSpan(0, sentences.Length));
        _network.Prepare(_team);
        if (_training.TeacherForcing)
            _pass.Teach(_batch, _gold);
        _pass.Forward(_batch, random);
        _optimizer.ClearGradients(_team);
        (double tags, double intents) = _loss.Backpropagate(_pass, _batch, _gold, _intents);
        double norm = _norm.Compute(_team);
        HasDiverged = !double.IsFinite(norm + tags + intents);
        if (HasDiverged)
            return (tags, intents, norm);
        _optimizer.Step(LearningRate, GradientClipping.Factor(norm, _training.ClipNorm), _team);
        _average.Update(_optimizer.StepCount, _team);
        return (tags, intents, norm);
    }

    private Scores? Validate()
    {
        if (_valid is null)
            return null;
        TaggerNetwork<float> network = new(_options, _lexicon, _labels);
        for (int i = 0; i < network.Parameters.Count; i++)
            network.Parameters[i].Set(_average.Averages[i]);
        network.Prepare();
        SlotTagger tagger = new(_options, _tokenizer, _lexicon, _labels, network, TaggerTemperatures.None);
        try
        {
            return CorpusScoring.Score(tagger, _valid, _team);
        }
        catch (Exception error) when ((error as AggregateException)?.InnerException is NotFiniteNumberException || error is NotFiniteNumberException)
        {
            HasDiverged = true;
            return null;
        }
    }

    private bool Keep(Scores? scores)
    {
        double score = scores is null ? Epoch : _labels.Intents.Count > 0 ? scores.Exact : scores.Slots?.F1 ?? scores.TokenAccuracy;
        if (_best is not null && score <= _best.Score)
            return false;
        _best = new BestEpoch(Epoch, score, [.. _average.Averages.Select(weights => (float[])weights.Clone())]);
        return true;
    }

    private sealed record BestEpoch(int Epoch, double Score, IReadOnlyList<float[]> Weights);
}
