using Engram.Corpora;
using Engram.Evaluation;
using Engram.Tagging;

namespace Engram.Training;

/// <summary>What is learned from, what the best epoch is chosen on, and how the score is found, for the corpora that somebody has.</summary>
/// <remarks>A validation corpus is used as it is. Without one a seeded tenth is held back; but of fewer than <see cref="SmallCorpus"/> sentences
/// none can be spared: all are learned from for a fixed number of epochs, and the score comes from five-fold cross-validation; their batches are of a
/// twenty-fifth of the sentences at most, or there would be too few steps.</remarks>
public sealed class TrainingPlan
{
    /// <summary>Sentences below which nothing is held back: 300.</summary>
    public const int SmallCorpus = 300;

    /// <summary>Folds of a cross-validation: 5.</summary>
    public const int Folds = 5;

    private const double HeldOut = 0.1;
    private const int StepsPerEpoch = 25;

    private TrainingPlan(Corpus train, Corpus? valid, TrainingOptions training, IReadOnlyList<string> notes)
    {
        Train = train;
        Valid = valid;
        Training = training;
        Notes = notes;
        Warnings = valid is null ? [] : Unseen(train, valid);
    }

    /// <summary>What is learned from.</summary>
    public Corpus Train { get; }

    /// <summary>What the best epoch is chosen on; <see langword="null"/> where all epochs are run and the score is cross-validated.</summary>
    public Corpus? Valid { get; }

    /// <summary>How it is trained; small corpora get small batches, or there would be too few steps.</summary>
    public TrainingOptions Training { get; }

    /// <summary>What the user should be told: what was held back, and how the score is found; empty where that was given.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>What is odd about the corpora: tags and intents to validate with that training never sees, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Makes the plan.</summary>
    /// <param name="train">The annotated sentences.</param>
    /// <param name="valid">Annotated sentences to validate with, or <see langword="null"/>.</param>
    /// <param name="training">How to train; its seed chooses what is held back.</param>
    /// <exception cref="CorpusException">A corpus has no tags, or one has plain tags and the other has not.</exception>
    public static TrainingPlan Create(Corpus train, Corpus? valid, TrainingOptions training)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(training);
        Require(train);
        bool small = train.Count < SmallCorpus;
        TrainingOptions adapted = small ? training with { BatchSize = Math.Clamp(train.Count / StepsPerEpoch, 1, training.BatchSize) } : training;
        if (valid is not null)
        {
            Require(valid);
            return new TrainingPlan(train, Convert(valid, train), adapted, []);
        }

        if (small)
        {
            string note = $"{train.Name}: {train.Count} sentence{(train.Count == 1 ? "" : "s")}, fewer than {SmallCorpus}: none is held back, all "
                + $"epochs are run, and {(train.Count < 2 ? "there is no score" : ScoreFrom(Math.Min(Folds, train.Count)))}.";
            return new TrainingPlan(train, null, adapted, [note]);
        }

        CorpusSplit split = train.Split(HeldOut, training.Seed);
        string heldBack = $"{train.Name}: no validation file; {split.HeldOut.Count} of {train.Count} sentences, a tenth chosen by seed "
            + $"{training.Seed}, are held back to choose the best epoch.";
        return new TrainingPlan(split.Training, split.HeldOut, adapted, [heldBack]);
    }

    private static string ScoreFrom(int folds) => $"the score comes from {folds}-fold cross-validation";

    private static void Require(Corpus corpus)
    {
        if (!corpus.HasTags)
            throw new CorpusException($"{corpus.Name}: the sentences have no tags, and there is nothing to learn. Give each word a tag, O "
                + "outside slots.");
    }

    private static Corpus Convert(Corpus valid, Corpus train)
    {
        if (valid.Scheme == train.Scheme)
            return valid;
        if (valid.Scheme == TagScheme.Plain || train.Scheme == TagScheme.Plain)
            throw new CorpusException(
                $"{valid.Name}: its tags are {valid.Scheme}, those of {train.Name} are {train.Scheme}. Validate with tags of the same kind.");
        return valid.ConvertTo(train.Scheme);
    }

    private static IEnumerable<string> List(IEnumerable<string> names) => names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string[] Unseen(Corpus train, Corpus valid)
    {
        HashSet<string> tags = [.. Tags(train)];
        HashSet<string> intents = [.. train.SelectMany(sentence => Names(sentence))];
        string[] newTags = [.. List(Tags(valid).Where(tag => !tags.Contains(tag)))];
        string[] newIntents = [.. List(valid.SelectMany(sentence => Names(sentence)).Where(intent => !intents.Contains(intent)))];
        List<string> notes = [];
        if (newTags.Length > 0)
            notes.Add($"{valid.Name}: it has tags that training never sees, which count as misses: {string.Join(", ", newTags)}.");
        if (newIntents.Length > 0 && train.HasIntents)
            notes.Add($"{valid.Name}: it has intents that training never sees, which count as misses: {string.Join(", ", newIntents)}.");
        return [.. notes];
    }

    // As training reads them: repaired.
    private static IEnumerable<string> Tags(Corpus corpus) => corpus.SelectMany(sentence => TagGrammar.Repair(sentence.Tags!, corpus.Scheme));

    private static IReadOnlyList<string> Names(Utterance sentence) => sentence.Intent is null ? [] : IntentMatch.Names(sentence.Intent);
}
