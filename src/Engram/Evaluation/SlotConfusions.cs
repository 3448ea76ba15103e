using Engram.Tagging;

namespace Engram.Evaluation;

/// <summary>Gathers which slots are taken for which.</summary>
public sealed class SlotConfusions
{
    private readonly Dictionary<(string Gold, string Predicted), int> _counts = [];

    /// <summary>The confusions, the most frequent first.</summary>
    public IReadOnlyList<SlotConfusion> All =>
    [
        .. _counts.OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key.Gold, StringComparer.Ordinal).ThenBy(pair => pair.Key.Predicted, StringComparer.Ordinal)
            .Select(pair => new SlotConfusion(NullIfEmpty(pair.Key.Gold), NullIfEmpty(pair.Key.Predicted), pair.Value)),
    ];

    /// <summary>Looks at one sentence. Each annotated span that was not found exactly counts once, against the predicted span that shares
    /// most tokens with it; each predicted span that shares no token with an annotated one counts once.</summary>
    /// <param name="gold">Its annotated spans.</param>
    /// <param name="predicted">Its predicted spans.</param>
    public void Add(IReadOnlyList<TokenSpan> gold, IReadOnlyList<TokenSpan> predicted)
    {
        ArgumentNullException.ThrowIfNull(gold);
        ArgumentNullException.ThrowIfNull(predicted);
        foreach (TokenSpan span in gold.Except(predicted))
        {
            TokenSpan best = predicted.Where(other => Shared(span, other) > 0).OrderByDescending(other => Shared(span, other)).FirstOrDefault();
            Count(span.Name, best.Name ?? "");
        }
        foreach (TokenSpan span in predicted.Where(span => gold.All(other => Shared(span, other) <= 0))) Count("", span.Name);
    }

    private static int Shared(TokenSpan one, TokenSpan other) => Math.Min(one.End, other.End) - Math.Max(one.Start, other.Start);

    private static string? NullIfEmpty(string name) => name.Length == 0 ? null : name;

    private void Count(string gold, string predicted) => _counts[(gold, predicted)] = _counts.GetValueOrDefault((gold, predicted)) + 1;
}
