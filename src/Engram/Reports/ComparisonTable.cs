using System.Globalization;
using System.Text;
using Engram.Training.Comparisons;

namespace Engram.Reports;

/// <summary>A comparison as text: the cells of its tables, and both tables in Markdown.</summary>
public static class ComparisonTable
{
    /// <summary>What the columns of the architectures are called.</summary>
    public static IReadOnlyList<string> ArchitectureColumns { get; } = ["architecture", "parameters", "rate", "F1", "±", "seeds", "seconds"];

    /// <summary>What the columns of the claims are called.</summary>
    public static IReadOnlyList<string> ClaimColumns { get; } = ["claim", "verdict", "F1", "against", "difference", "p", "slots"];

    /// <summary>One row an architecture; F1 in percent.</summary>
    /// <param name="result">The comparison.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Architectures(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [.. result.Architectures.Select(Cells)];
    }

    /// <summary>One row a claim; F1 and differences in percent and points.</summary>
    /// <param name="result">The comparison.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Claims(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [.. result.Verdicts.Select(Cells)];
    }

    /// <summary>What was learned from and scored, in sentences.</summary>
    /// <param name="result">The comparison.</param>
    public static string Describe(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ComparisonOptions options = result.Options;
        (int slots, int sentences) = result.Hidden.Count(result.Valid);
        (int plainSlots, int plainSentences) = HiddenWords.None(result.Train, options.Network.Folding).Count(result.Valid);
        string setting = Text($"{options.Network.Units} units (half of them in each of two directions), words of {options.Network.WordSize} numbers");
        string epochs = Text($"{options.Training.Epochs} epochs, the last one is scored");
        string seen = Text($"{plainSlots} slots in {plainSentences} validation sentences hold a word that training never sees");
        string hidden = Text($"with {result.Hidden.Words.Count} slot words hidden, which leaves {result.Hidden.Train.Count} training sentences");
        return Text($"{result.Train.Name}: {result.Train.Count} sentences; {result.Valid.Name}: {result.Valid.Count}. ")
            + $"{setting} and nothing else, one layer and one direction unless the row says otherwise, a softmax a word, {epochs}. "
            + $"Unseen words: {seen}; " + Text($"{hidden}, it is {slots} slots in {sentences} sentences.");
    }

    /// <summary>Both tables and what was measured, in Markdown.</summary>
    /// <param name="result">The comparison.</param>
    public static string ToMarkdown(ComparisonResult result)
    {
        StringBuilder text = new();
        text.Append(Describe(result)).Append("\n\n");
        Append(text, ArchitectureColumns, Architectures(result));
        text.Append('\n');
        Append(text, ClaimColumns, Claims(result));
        return text.ToString();
    }

    private static string[] Cells(ArchitectureResult row) => row.Runs.Count == 0
        ? [row.Architecture.Name, "–", "–", "–", "–", "0", "–"]
        :
        [
            row.Architecture.Name, Text($"{row.Parameters}"), Text($"{row.LearningRate}"), Text($"{100 * row.MeanF1:0.00}"),
            row.Runs.Count < 2 ? "–" : Text($"{100 * row.DeviationF1:0.00}"), Text($"{row.Runs.Count}"), Text($"{row.MeanSeconds:0.0}"),
        ];

    private static string[] Cells(ClaimVerdict verdict) =>
    [
        verdict.Claim.Statement, Name(verdict.Verdict), Text($"{100 * verdict.SubjectF1:0.00}"), Text($"{100 * verdict.OtherF1:0.00}"),
        Text($"{100 * verdict.Difference:+0.00;-0.00;0.00}"), verdict.PValue < 0.0005 ? "< 0.001" : Text($"{verdict.PValue:0.000}"),
        Text($"{verdict.Slots}"),
    ];

    private static string Name(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Holds => "holds",
        VerdictKind.OppositeHolds => "the opposite holds",
        _ => "not shown",
    };

    private static void Append(StringBuilder text, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        text.Append("| ").AppendJoin(" | ", columns).Append(" |\n|");
        foreach ((int i, _) in columns.Index())
            text.Append(i == 0 ? " --- |" : " ---: |");
        text.Append('\n');
        foreach (IReadOnlyList<string> row in rows)
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
