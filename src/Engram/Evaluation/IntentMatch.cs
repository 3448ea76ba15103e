namespace Engram.Evaluation;

/// <summary>Compares intents; a sentence may be annotated with several, joined by <c>#</c>.</summary>
public static class IntentMatch
{
    /// <summary>The names in an annotated intent.</summary>
    /// <param name="intent">Such as <c>flight#airfare</c>.</param>
    /// <returns>Such as <c>flight</c> and <c>airfare</c>; training uses the first.</returns>
    public static IReadOnlyList<string> Names(string intent)
    {
        ArgumentNullException.ThrowIfNull(intent);
        string[] names = intent.Split('#', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length == 0 ? [intent] : names;
    }

    /// <summary>Whether a predicted intent is right: the annotated one as it stands, or any of its names.</summary>
    /// <param name="gold">The annotated intent.</param>
    /// <param name="predicted">The predicted one; <see langword="null"/> where the model gives none, which is wrong.</param>
    /// <returns>Whether it is right.</returns>
    public static bool IsRight(string gold, string? predicted) =>
        predicted is not null && (predicted == gold || Names(gold).Contains(predicted));
}
