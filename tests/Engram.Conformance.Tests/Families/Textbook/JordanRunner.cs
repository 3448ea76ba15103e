using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests.Families.Textbook;

/// <summary><c>textbook.Jordan</c>: outputs, hidden states and the gradients of a cross-entropy or of a weighted sum.</summary>
public sealed class JordanRunner : ICaseRunner
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["textbook.Jordan"];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        if (vector.Tensor("inputs", "x").IsSingle)
            new JordanRun<float>(vector).Run();
        new JordanRun<double>(vector).Run();
    }
}
