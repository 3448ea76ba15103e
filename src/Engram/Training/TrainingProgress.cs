namespace Engram.Training;

/// <summary>Where a training run stands.</summary>
/// <param name="Epoch">The epoch under way or just ended, from 1.</param>
/// <param name="Epochs">Epochs at most.</param>
/// <param name="Batch">Batches of the epoch that are done.</param>
/// <param name="Batches">Batches of an epoch.</param>
/// <param name="Result">What the epoch brought, when it has just ended.</param>
public sealed record TrainingProgress(int Epoch, int Epochs, int Batch, int Batches, EpochResult? Result);
