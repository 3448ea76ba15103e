using Engram.Evaluation;

namespace Engram.Training;

/// <summary>What one epoch brought.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="TagLoss">Mean negative log-likelihood of a word's tag, over the training set.</param>
/// <param name="IntentLoss">Mean cross-entropy of a sentence's intent.</param>
/// <param name="GradientNorm">Mean norm of the gradient before clipping.</param>
/// <param name="Clipped">Steps whose gradient was clipped.</param>
/// <param name="LearningRate">At the end of the epoch.</param>
/// <param name="Validation">Scores on the validation set; <see langword="null"/> where there is none.</param>
/// <param name="Best">Whether this is the best epoch so far.</param>
public sealed record EpochResult(
    int Epoch, double TagLoss, double IntentLoss, double GradientNorm, int Clipped, double LearningRate, Scores? Validation, bool Best);
