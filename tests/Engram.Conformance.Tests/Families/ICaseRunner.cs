using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests.Families;

/// <summary>Runs the cases of some kinds against the product. One class a family, one file a class; the registry finds it by itself.</summary>
public interface ICaseRunner
{
    /// <summary>The kinds that it runs, as they stand in the files.</summary>
    IReadOnlyCollection<string> Kinds { get; }

    /// <summary>Runs a case and asserts that every expected array agrees; a case with <see cref="VectorCase.ExpectsFailure"/> must be refused.
    /// An option of <see cref="Refusals"/> throws a <see cref="NotSupportedException"/> that names it.</summary>
    /// <param name="vector">The case.</param>
    void Run(VectorCase vector);
}
