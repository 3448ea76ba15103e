namespace Engram.Training;

/// <summary>How the learning rate changes over a training run: a rise at the start, then a fall.</summary>
/// <remarks>
/// With W warm-up steps and N steps in all, step s (from 0) has the factor (s + 1) / W while s &lt; W; after that, with
/// u = (s − W) / (N − 1 − W) between 0 and 1 and the final factor F:
/// linear 1 − (1 − F)·u; cosine F + (1 − F)·(1 + cos πu) / 2; exponential Fᵘ; stairs, with the factor γ every k steps, γ^⌊(s − W) / k⌋.
/// </remarks>
public sealed record LearningRateSchedule
{
    /// <summary>The rate stays what it is.</summary>
    public static LearningRateSchedule Constant { get; } = new();

    /// <summary>How the rate falls; default <see cref="LearningRateDecay.Constant"/>.</summary>
    public LearningRateDecay Decay { get; init; }

    /// <summary>Steps until the full rate is reached, 0 or more; default 0.</summary>
    public int WarmUpSteps { get; init => field = value >= 0 ? value : throw Wrong(nameof(WarmUpSteps), value, "0 or more"); }

    /// <summary>What the last step multiplies the rate by, above 0 (0 is allowed except for exponential decay) and at most 1; default 0.01.</summary>
    public double FinalFactor
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw Wrong(nameof(FinalFactor), value, "from 0 to 1");
    } = 0.01;

    /// <summary>γ, above 0 and at most 1; default 0.5. Only for <see cref="LearningRateDecay.Stairs"/>.</summary>
    public double StairFactor
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw Wrong(nameof(StairFactor), value, "above 0, at most 1");
    } = 0.5;

    /// <summary>k, 1 or more; default 1000. Only for <see cref="LearningRateDecay.Stairs"/>.</summary>
    public int StairSteps { get; init => field = value >= 1 ? value : throw Wrong(nameof(StairSteps), value, "1 or more"); } = 1000;

    /// <summary>What the learning rate is multiplied by.</summary>
    /// <param name="step">The step, from 0; past the end the last factor stays.</param>
    /// <param name="totalSteps">How many steps the whole run has, 1 or more.</param>
    /// <returns>A factor from 0 to 1.</returns>
    public double Factor(long step, long totalSteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        if (Decay == LearningRateDecay.Exponential && FinalFactor == 0)
            throw Wrong(nameof(FinalFactor), FinalFactor, "above 0, since exponential decay never reaches 0");
        if (step < WarmUpSteps)
            return (step + 1.0) / WarmUpSteps;

        long past = step - WarmUpSteps;
        double share = Math.Clamp((double)past / Math.Max(1, totalSteps - 1 - WarmUpSteps), 0, 1);
        return Decay switch
        {
            LearningRateDecay.Linear => 1 - ((1 - FinalFactor) * share),
            LearningRateDecay.Cosine => FinalFactor + ((1 - FinalFactor) * (1 + Math.Cos(Math.PI * share)) / 2),
            LearningRateDecay.Exponential => Math.Pow(FinalFactor, share),
            LearningRateDecay.Stairs => Math.Pow(StairFactor, past / StairSteps),
            _ => 1,
        };
    }

    private static ArgumentOutOfRangeException Wrong(string name, double value, string expected)
        => new(name, value, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} is {value}, but must be {expected}."));
}
