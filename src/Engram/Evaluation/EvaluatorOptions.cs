using Engram.Tagging;

namespace Engram.Evaluation;

/// <summary>What an <see cref="Evaluator"/> compares.</summary>
public sealed record EvaluatorOptions
{
    /// <summary>The scheme of the annotated tags.</summary>
    public required TagScheme GoldScheme { get; init; }

    /// <summary>The scheme of the predicted tags; <see langword="null"/> (the default) for the annotated one. Where they differ, annotated
    /// tags are converted before tokens are compared.</summary>
    public TagScheme? PredictedScheme { get; init; }

    /// <summary>The tags that the model can give; others count as misses and are listed. <see langword="null"/>: not known.</summary>
    public IReadOnlyCollection<string>? KnownTags { get; init; }

    /// <summary>The intents that the model can give; others count as misses and are listed. <see langword="null"/>: not known.</summary>
    public IReadOnlyCollection<string>? KnownIntents { get; init; }

    /// <summary>How many wrong sentences are kept, the first ones; all by default.</summary>
    public int MaximumWrongSentences { get; init; } = int.MaxValue;

    /// <summary>How many bins the reliability curves have; 15 by default.</summary>
    public int CalibrationBins { get; init; } = 15;
}
