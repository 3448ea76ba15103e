using System.Numerics;
using CsCheck;
using Engram.Cells;
using Engram.Numerics;
using Engram.Tests.Support;

namespace Engram.Tests.Cells;

/// <summary>What every cell must do, whatever its equations.</summary>
public sealed class CellContractTests
{
    // Every remainder of a vector of 8 and of 16, and the sizes people use.
    private static readonly int[] UnitCounts = [.. Enumerable.Range(1, 35), 100, 104, 128];

    public static TheoryData<string, bool> Cells() => CellCases.All();

    [Theory]
    [MemberData(nameof(Cells))]
    public void Backpropagate_OnRandomShapes_MatchesCentralDifferences(string name, bool kinks)
    {
        int checks = 0, atKinks = 0;
        void Check(string what, Span<double> values, double[] gradient, Func<double> loss)
        {
            checks++;
            atKinks += GradientCheck.AssertMatches(what, values, gradient, loss, kinks) ? 0 : 1;
        }

        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[0, 1 << 30]).Sample(
            (units, rows, steps, seed) =>
            {
                CellRun<double> run = Run<double>(name, units, rows, steps, seed);
                run.Forward();
                (double[] inputs, double[] initial) = run.Backward();

                Check("pre-activations", run.Inputs, inputs, run.Forward);
                Check("initial state", run.Initial, initial, run.Forward);
                foreach (Parameter<double> parameter in run.Cell.Parameters)
                    Check(parameter.Name, parameter.Value, [.. parameter.Gradient], run.Forward);
            },
            iter: 12,
            threads: 1);
        Assert.True(2 * atKinks < checks, $"{name}: {atKinks} of {checks} gradients could not be checked, because of kinks.");
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Step_InFloat_AgreesWithDouble_ForwardAndBackward(string name, bool kinks)
    {
        foreach (int units in UnitCounts)
        {
            if (kinks && units > 40)
                continue;
            CellRun<float> fast = Run<float>(name, units, 3, 2, units);
            CellRun<double> plain = Run<double>(name, units, 3, 2, units);
            float loss = fast.Forward();
            double exact = plain.Forward();

            AssertClose(plain.States, fast.States, 2e-5, $"{name} {units}: state");
            Assert.True(Math.Abs(loss - exact) < 1e-4 * units, $"{name} {units}: loss {loss}, not {exact}");
            (float[] inputs, float[] initial) = fast.Backward();
            (double[] exactInputs, double[] exactInitial) = plain.Backward();
            AssertClose(exactInputs, inputs, 1e-4, $"{name} {units}: gradient of the pre-activations");
            AssertClose(exactInitial, initial, 1e-4, $"{name} {units}: gradient of the initial state");
            for (int i = 0; i < fast.Cell.Parameters.Count; i++)
                AssertClose(plain.Cell.Parameters[i].Gradient, fast.Cell.Parameters[i].Gradient, 2e-4, $"{name} {units}: {fast.Cell.Parameters[i].Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Step_WithGarbageInThePadding_GivesTheSameBits(string name, bool kinks)
    {
        _ = kinks;
        foreach (int units in (int[])[1, 3, 7, 8, 9, 15, 17, 31])
        {
            CellRun<float> clean = Run<float>(name, units, 2, 3, units), dirty = Run<float>(name, units, 2, 3, units, garbage: -2.5);
            clean.Forward();
            dirty.Forward();
            Assert.Equal(clean.States, dirty.States);
            (float[] inputs, float[] initial) = clean.Backward();
            (float[] dirtyInputs, float[] dirtyInitial) = dirty.Backward();
            Assert.Equal(inputs, dirtyInputs);
            Assert.Equal(initial, dirtyInitial);
            foreach ((Parameter<float> expected, Parameter<float> actual) in clean.Cell.Parameters.Zip(dirty.Cell.Parameters))
                Assert.Equal(expected.Gradient, actual.Gradient);
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Step_OfOneRowOrOfMany_GivesTheSameBits(string name, bool kinks)
    {
        _ = kinks;
        const int Rows = 13;
        foreach (int units in (int[])[5, 16, 33])
        {
            CellRun<float> all = Run<float>(name, units, Rows, 2, units);
            all.Forward();
            (float[] inputs, float[] initial) = all.Backward();
            for (int row = 0; row < Rows; row++)
            {
                CellRun<float> one = Run<float>(name, units, 1, 2, units);
                CopyRow(all, one, row, Rows);
                one.Forward();
                (float[] oneInputs, float[] oneInitial) = one.Backward();
                Assert.Equal(RowOf(all.States, row, Rows, one.StateSize), one.States);
                Assert.Equal(RowOf(inputs, row, Rows, inputs.Length / Rows / 2), oneInputs);
                Assert.Equal(RowOf(initial, row, Rows, one.StateSize), oneInitial);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Step_WithAWrongShape_SaysWhatCameAndWhatWasExpected(string name, bool kinks)
    {
        _ = kinks;
        IRecurrentCell<float> cell = CellCases.Create<float>(name, 5);
        cell.Prepare();
        RowBuffer<float> gates = new(2, cell.GateColumns), state = new(2, cell.StateColumns), few = new(1, cell.StateColumns);

        ShapeException error = Assert.Throws<ShapeException>(() => cell.Step(gates.Block, few.Block, state.Block));

        Assert.Contains($"'previous' is [1, {cell.StateColumns}], but must be [2, {cell.StateColumns}]", error.Message, StringComparison.Ordinal);
    }

    private static CellRun<T> Run<T>(string name, int units, int rows, int steps, int seed, double garbage = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(CellCases.Create<T>(name, units), rows, steps, seed, garbage) { TeacherForcing = CellCases.IsForced(name) };

    private static void CopyRow(CellRun<float> all, CellRun<float> one, int row, int rows)
    {
        RowOf(all.Inputs, row, rows, one.Inputs.Length / 2).CopyTo(one.Inputs, 0);
        RowOf(all.Initial, row, rows, one.StateSize).CopyTo(one.Initial, 0);
        RowOf(all.Weights, row, rows, one.StateSize).CopyTo(one.Weights, 0);
        all.Labels.Where((_, index) => index % rows == row).ToArray().CopyTo(one.Labels, 0);
    }

    private static float[] RowOf(float[] values, int row, int rows, int length) =>
        [.. values.Chunk(length).Where((_, index) => index % rows == row).SelectMany(chunk => chunk)];

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double difference = 0, norm = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            difference = Math.Max(difference, Math.Abs(expected[i] - actual[i]));
            norm = Math.Max(norm, Math.Abs(expected[i]));
        }

        Assert.True(difference <= tolerance * (1 + norm), $"{what} is {difference:E2} away; the largest is {norm:E2}.");
    }
}
