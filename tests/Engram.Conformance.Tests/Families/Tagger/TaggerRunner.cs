using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests.Families.Tagger;

/// <summary><c>tagger</c>: whole taggers with every gradient.</summary>
public sealed class TaggerRunner : ICaseRunner
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["tagger"];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        if (vector.Tensor("weights", "embedding").IsSingle)
            new TaggerRun<float>(vector).Run();
        new TaggerRun<double>(vector).Run();
    }
}
