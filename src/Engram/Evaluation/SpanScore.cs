namespace Engram.Evaluation;

/// <summary>Counts of spans, and the three fractions made of them as conlleval makes them.</summary>
/// <param name="Gold">How many spans the annotation has.</param>
/// <param name="Predicted">How many the prediction has.</param>
/// <param name="Correct">How many are in both: the same name, the same first and the same last token.</param>
public readonly record struct SpanScore(int Gold, int Predicted, int Correct)
{
    /// <summary>Correct of those predicted, from 0 to 1; 0 where none was predicted.</summary>
    public double Precision => Predicted == 0 ? 0 : (double)Correct / Predicted;

    /// <summary>Correct of those annotated, from 0 to 1; 0 where none was annotated.</summary>
    public double Recall => Gold == 0 ? 0 : (double)Correct / Gold;

    /// <summary>The harmonic mean of precision and recall, 2PR / (P + R), from 0 to 1; 0 where both are.</summary>
    public double F1 => Correct == 0 ? 0 : 2.0 * Correct / (Gold + Predicted);

    /// <summary>Both counts together.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sums.</returns>
    public static SpanScore operator +(SpanScore left, SpanScore right) => left.Add(right);

    /// <summary>Both counts together.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The sums.</returns>
    public SpanScore Add(SpanScore other) => new(Gold + other.Gold, Predicted + other.Predicted, Correct + other.Correct);
}
