using Engram.Tagging;

namespace Engram.Corpora;

/// <summary>How a corpus of two columns is read.</summary>
public sealed record ConllOptions
{
    /// <summary>The tag scheme; <see langword="null"/> (the default) recognises it from the tags.</summary>
    public TagScheme? Scheme { get; init; }

    /// <summary>Whether a tag that breaks its scheme, such as an <c>I-x</c> that continues nothing, is an error. By default it is counted as
    /// conlleval counts it, with one warning a file.</summary>
    public bool Strict { get; init; }
}
