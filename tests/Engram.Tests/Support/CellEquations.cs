using Engram.Models;

namespace Engram.Tests;

/// <summary>The equations of docs/math, written once more, which a trace's gates and states must obey.</summary>
internal static class CellEquations
{
    private const float Tolerance = 2e-6f;

    public static void AssertObeyed(CellKind cell, TracedDirection direction, int words)
    {
        Assert.All(direction.Gates, gate => Assert.Equal(words, gate.Values.Count));
        Assert.All(direction.States, state => Assert.Equal(words, state.Values.Count));
        for (int word = 0; word < words; word++)
        {
            switch (cell)
            {
                case CellKind.Elman or CellKind.ElmanRelu:
                    Assert.Equal(direction.Gate("activation").Values[word], direction.State("hidden").Values[word]);
                    break;
                case CellKind.Jordan or CellKind.ElmanJordan:
                    AssertJordan(direction, word);
                    break;
                case CellKind.Gru or CellKind.GruResetAfter:
                    AssertGru(direction, word);
                    break;
                default:
                    AssertLstm(cell, direction, word);
                    break;
            }
        }
    }

    // c' = f ⊙ c + i ⊙ c~, h' = o ⊙ tanh(c'); coupled i = 1 − f.
    private static void AssertLstm(CellKind cell, TracedDirection direction, int word)
    {
        float[] i = direction.Gate("inputGate").Values[word], f = direction.Gate("forgetGate").Values[word];
        float[] candidate = direction.Gate("candidate").Values[word], o = direction.Gate("outputGate").Values[word];
        float[] old = direction.Before("cellState", word), c = direction.State("cellState").Values[word];
        float[] hidden = cell == CellKind.ProjectedLstm ? direction.Gate("unprojected").Values[word] : direction.State("hidden").Values[word];
        for (int unit = 0; unit < direction.Units; unit++)
        {
            Assert.Equal((f[unit] * old[unit]) + (i[unit] * candidate[unit]), c[unit], Tolerance);
            Assert.Equal(o[unit] * MathF.Tanh(c[unit]), hidden[unit], Tolerance);
            Assert.InRange(f[unit], 0, 1);
            if (cell == CellKind.CoupledLstm)
                Assert.Equal(1 - f[unit], i[unit], Tolerance);
        }
    }

    // h' = z ⊙ h + (1 − z) ⊙ h~.
    private static void AssertGru(TracedDirection direction, int word)
    {
        float[] z = direction.Gate("updateGate").Values[word], candidate = direction.Gate("candidate").Values[word];
        float[] old = direction.Before("hidden", word), hidden = direction.State("hidden").Values[word];
        for (int unit = 0; unit < direction.Units; unit++)
            Assert.Equal((z[unit] * old[unit]) + ((1 - z[unit]) * candidate[unit]), hidden[unit], Tolerance);
    }

    // y' = softmax(a'), s' = y' without decay.
    private static void AssertJordan(TracedDirection direction, int word)
    {
        float[] emission = direction.State("emission").Values[word], output = direction.State("output").Values[word];
        double sum = emission.Sum(score => Math.Exp(score));
        for (int tag = 0; tag < output.Length; tag++)
            Assert.Equal((float)(Math.Exp(emission[tag]) / sum), output[tag], Tolerance);
        Assert.Equal(output, direction.State("context").Values[word]);
        Assert.Equal(direction.Gate("activation").Values[word], direction.State("hidden").Values[word]);
    }
}
