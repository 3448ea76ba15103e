using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Engram.Conformance.Tests.Cases;

/// <summary>How far a result may be from the expected one: <c>|got - expected| &lt;= atol + rtol * |expected|</c>.</summary>
/// <param name="Absolute">atol.</param>
/// <param name="Relative">rtol.</param>
public readonly record struct Tolerance(double Absolute, double Relative)
{
    /// <summary>Reads <c>{"atol","rtol"}</c>; what is missing is 0.</summary>
    public static Tolerance Read(JsonElement element) => new(
        element.TryGetProperty("atol", out JsonElement absolute) ? absolute.GetDouble() : 0,
        element.TryGetProperty("rtol", out JsonElement relative) ? relative.GetDouble() : 0);

    /// <summary>Whether a number is near enough.</summary>
    public bool Accepts(double expected, double got) =>
        expected.Equals(got) || Math.Abs(got - expected) <= Absolute + (Relative * Math.Abs(expected));

    /// <summary>Asserts that every element is near enough.</summary>
    /// <param name="what">The name of the array, for the message.</param>
    /// <param name="expected">The expected array.</param>
    /// <param name="got">The result, of the same shape, flat.</param>
    public void AssertClose(string what, VectorTensor expected, ReadOnlySpan<double> got)
    {
        if (got.Length != expected.Data.Length)
            Assert.Fail($"{what}: got {got.Length} elements, expected [{string.Join(", ", expected.Shape)}] = {expected.Data.Length}.");
        for (int i = 0; i < got.Length; i++) AssertClose($"{what}[{i}] of [{string.Join(", ", expected.Shape)}]", expected.Data[i], got[i]);
    }

    /// <summary>Asserts that every element is near enough.</summary>
    /// <param name="what">The name of the array, for the message.</param>
    /// <param name="expected">The expected array.</param>
    /// <param name="got">The result, of the same shape, flat.</param>
    /// <typeparam name="T">The element type.</typeparam>
    public void AssertClose<T>(string what, VectorTensor expected, T[] got)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AssertClose(what, expected, (ReadOnlySpan<double>)[.. got.Select(double.CreateTruncating)]);

    /// <summary>Asserts that a number is near enough.</summary>
    /// <param name="what">Its name, for the message.</param>
    /// <param name="expected">The expected number.</param>
    /// <param name="got">The result.</param>
    public void AssertClose(string what, double expected, double got)
    {
        if (Accepts(expected, got)) return;
        Assert.Fail(string.Create(CultureInfo.InvariantCulture,
            $"{what}: got {got:R}, expected {expected:R}, apart by {Math.Abs(got - expected):E2}; allowed {Absolute:E1} + {Relative:E1} of it."));
    }
}
