using System.Globalization;
using Engram.Models;

namespace Engram.Inspection;

/// <summary>What one unit computed at one word, spelt out: the equations of its cell with the numbers in them.</summary>
/// <remarks>What comes from sums over other units, such as W·x + U·h + b inside a gate, is not spelt out; the gate stands for it.</remarks>
public static class StepArithmetic
{
    private static readonly NumberFormatInfo Format = new() { NegativeSign = "−" };

    /// <summary>The equations, one a line.</summary>
    /// <param name="cell">The cell of the layer.</param>
    /// <param name="direction">What the layer did with a sentence.</param>
    /// <param name="unit">The unit, from 0.</param>
    /// <param name="word">The word, from 0.</param>
    /// <exception cref="ArgumentException">The layer has no such unit.</exception>
    public static IReadOnlyList<string> Lines(CellKind cell, TracedDirection direction, int unit, int word)
    {
        ArgumentNullException.ThrowIfNull(direction);
        if (unit < 0 || unit >= direction.Units)
        {
            throw new ArgumentException(
                $"There is no unit {unit}: the units of this layer are 0 to {direction.Units - 1}. Give one of them.", nameof(unit));
        }

        string Gate(string name) => Factor(direction.Gate(name).Values[word][unit]);
        string State(string name) => Number(direction.State(name).Values[word][unit]);
        string Before(string name) => Factor(direction.Before(name, word)[unit]);
        return cell switch
        {
            CellKind.Elman => [$"h' = tanh(W·x + U·h + b) = {State("hidden")}"],
            CellKind.ElmanRelu => [$"h' = relu(W·x + U·h + b) = {State("hidden")}"],
            CellKind.Jordan => [$"h' = tanh(W·x + U·s + b) = {State("hidden")}"],
            CellKind.ElmanJordan => [$"h' = tanh(W·x + U·s + R·h + b) = {State("hidden")}"],
            CellKind.Gru or CellKind.GruResetAfter =>
            [
                $"h' = z·h + (1 − z)·h~ = {Gate("updateGate")}·{Before("hidden")} + (1 − {Gate("updateGate")})·{Gate("candidate")} "
                + $"= {State("hidden")}",
            ],
            _ =>
            [
                $"c' = i·c~ + f·c = {Gate("inputGate")}·{Gate("candidate")} + {Gate("forgetGate")}·{Before("cellState")} = {State("cellState")}",
                cell == CellKind.ProjectedLstm
                    ? $"m  = o·tanh(c') = {Gate("outputGate")}·tanh({State("cellState")}) "
                        + $"= {Number(direction.Gate("unprojected").Values[word][unit])}, and h' = P·m"
                    : $"h' = o·tanh(c') = {Gate("outputGate")}·tanh({State("cellState")}) = {State("hidden")}",
            ],
        };
    }

    // Minus nothing is nothing.
    private static string Number(float value) => (Math.Round(value, 4) + 0.0).ToString("0.####", Format);

    // A negative factor stands in brackets.
    private static string Factor(float value) => Number(value) is var text && text[0] == '−' ? $"({text})" : text;
}
