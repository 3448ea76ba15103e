using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests.Families;

/// <summary><c>textbook.LinearChainCRF</c>: likelihood, gradients, marginals and best path.</summary>
public sealed class CrfRunner : ICaseRunner
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["textbook.LinearChainCRF"];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        if (vector.Tensor("inputs", "emissions").IsSingle)
            new CrfRun<float>(vector).Run();
        new CrfRun<double>(vector).Run();
    }
}
