using Engram.Corpora;
using Engram.Encoders;
using Engram.Evaluation;
using Engram.Models;

namespace Engram.Training;

/// <summary>Scores a recipe on a corpus too small to hold anything back: every sentence is tagged once, by a tagger that has not seen it.</summary>
public static class CrossValidation
{
    /// <summary>Trains one tagger a fold and scores all answers together.</summary>
    /// <param name="options">What the networks are made of.</param>
    /// <param name="training">How they are trained.</param>
    /// <param name="corpus">The annotated sentences, at least as many as folds.</param>
    /// <param name="folds">How many, 2 or more.</param>
    /// <param name="vectors">What the vectors of words start from.</param>
    /// <param name="progress">Is told after each epoch of each fold; the fold's number is not part of it.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Scores Run(
        TaggerOptions options, TrainingOptions training, Corpus corpus, int folds = TrainingPlan.Folds, PretrainedVectors? vectors = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(corpus);
        Evaluator evaluator = new(new EvaluatorOptions { GoldScheme = corpus.Scheme });
        foreach (CorpusSplit fold in corpus.Folds(Math.Min(folds, corpus.Count), training.Seed))
        {
            SlotTagger tagger = new TaggerTrainer(options, training) { Vectors = vectors }.Train(fold.Training, null, progress, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            foreach (Utterance sentence in fold.HeldOut)
                CorpusScoring.Add(evaluator, sentence, tagger.Predict(sentence.Tokens), tagger.Labels);
        }

        return evaluator.ToScores();
    }
}
