namespace Engram.Evaluation;

/// <summary>How often one slot was taken for another.</summary>
/// <param name="Gold">The annotated slot; <see langword="null"/> where nothing is annotated.</param>
/// <param name="Predicted">The predicted slot that shares most tokens with it; <see langword="null"/> where none shares any. The same as
/// <paramref name="Gold"/> where only the ends are wrong.</param>
/// <param name="Count">How often.</param>
public readonly record struct SlotConfusion(string? Gold, string? Predicted, int Count);
