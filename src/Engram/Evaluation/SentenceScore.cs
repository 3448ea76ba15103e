namespace Engram.Evaluation;

/// <summary>How one sentence was scored.</summary>
/// <param name="Slots">Its spans; nothing where tags are plain.</param>
/// <param name="Tokens">How many tokens it has.</param>
/// <param name="RightTokens">How many of them have the right tag.</param>
/// <param name="IntentRight">Whether the intent is right; <see langword="null"/> where none is annotated.</param>
public readonly record struct SentenceScore(SpanScore Slots, int Tokens, int RightTokens, bool? IntentRight)
{
    /// <summary>Whether every tag is right, and the intent where there is one.</summary>
    public bool Exact => RightTokens == Tokens && IntentRight != false;
}
