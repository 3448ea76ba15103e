using Engram.Corpora;

namespace Engram.Training.Comparisons;

/// <summary>The table of a comparison and the verdicts on the claims.</summary>
public sealed class ComparisonResult
{
    internal ComparisonResult(
        ComparisonOptions options, Corpus train, Corpus valid, HiddenWords hidden, ComparisonPlan plan, IReadOnlyList<ArchitectureResult> results)
    {
        Options = options;
        Train = train;
        Valid = valid;
        Hidden = hidden;
        Architectures = results;
        Verdicts = [.. plan.Claims.Select(claim => ClaimVerdict.Create(claim, results)).OfType<ClaimVerdict>()];
    }

    /// <summary>What was compared.</summary>
    public ComparisonOptions Options { get; }

    /// <summary>What was learned from.</summary>
    public Corpus Train { get; }

    /// <summary>What was scored.</summary>
    public Corpus Valid { get; }

    /// <summary>What was learned from where words were hidden.</summary>
    public HiddenWords Hidden { get; }

    /// <summary>The rows, in the order of the plan; a row without runs was not reached.</summary>
    public IReadOnlyList<ArchitectureResult> Architectures { get; }

    /// <summary>The verdicts; a claim is missing where it was not reached, or where no slot could tell.</summary>
    public IReadOnlyList<ClaimVerdict> Verdicts { get; }

    /// <summary>The result as one JSON object.</summary>
    public string ToJson() => ComparisonJson.ToJson(this);
}
