namespace Engram.Tests.Support;

/// <summary>Holds gradients against central differences of the loss, in double.</summary>
public static class GradientCheck
{
    private const double Step = 1e-5;
    private const double Tolerance = 1e-6;

    // Of one difference: the loss is known to about 1e-14, and the step divides that.
    private const double Rounding = 1e-9;

    /// <summary>Fails unless the norm of the difference is below 1e-6 of the norm of the gradient.</summary>
    /// <param name="name">What the gradient is of, for the message.</param>
    /// <param name="values">What the loss depends on; each is moved a little and put back.</param>
    /// <param name="gradient">The gradient to be checked.</param>
    /// <param name="loss">Computes the loss from the values as they are.</param>
    /// <param name="kinks">Whether the loss has kinks. Values so close to one that two step sizes disagree are left out.</param>
    /// <returns>False where more than a tenth of the values had to be left out: nothing was checked.</returns>
    public static bool AssertMatches(string name, Span<double> values, ReadOnlySpan<double> gradient, Func<double> loss, bool kinks = false)
    {
        Assert.Equal(values.Length, gradient.Length);
        double difference = 0, norm = 0;
        int left = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double slope = Slope(values, i, Step, loss);
            if (kinks && Math.Abs(slope - Slope(values, i, Step / 4, loss)) > 1e-7 * (1 + Math.Abs(slope)))
            {
                left++;
                continue;
            }

            if (Math.Abs(slope - gradient[i]) > (Tolerance * Math.Abs(slope)) + Rounding)
                slope = ((4 * Slope(values, i, Step / 2, loss)) - slope) / 3; // Richardson: cancels the error where the loss bends sharply
            difference += (slope - gradient[i]) * (slope - gradient[i]);
            norm += Math.Max(slope * slope, gradient[i] * gradient[i]);
        }

        if (left > 1 + (values.Length / 10))
            return false;
        Assert.True(
            Math.Sqrt(difference) <= (Tolerance * Math.Sqrt(norm)) + (Rounding * Math.Sqrt(values.Length)),
            $"{name}: the gradient is {Math.Sqrt(difference):E2} away from the central differences, whose norm is {Math.Sqrt(norm):E2}.");
        return true;
    }

    private static double Slope(Span<double> values, int index, double step, Func<double> loss)
    {
        double value = values[index];
        values[index] = value + step;
        double above = loss();
        values[index] = value - step;
        double below = loss();
        values[index] = value;
        return (above - below) / (2 * step);
    }
}
