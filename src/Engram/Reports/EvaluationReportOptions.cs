using Engram.Tagging;

namespace Engram.Reports;

/// <summary>What an <see cref="EvaluationReport"/> says beside the scores.</summary>
public sealed record EvaluationReportOptions
{
    /// <summary>The heading, such as <c>tickets.engram on valid.conll</c>. Default: <c>Evaluation</c>.</summary>
    public string Title { get; init; } = "Evaluation";

    /// <summary>The scheme of the annotated tags.</summary>
    public required TagScheme GoldScheme { get; init; }

    /// <summary>The scheme of the predicted tags; <see langword="null"/> (the default) for the annotated one.</summary>
    public TagScheme? PredictedScheme { get; init; }
}
