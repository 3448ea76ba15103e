namespace Engram.Encoders;

/// <summary>Which features of a word select rows of a table.</summary>
public enum WordFeatureKind
{
    /// <summary>The word itself, or <em>other</em>.</summary>
    Word,

    /// <summary>Its shape, or <em>other</em>.</summary>
    Shape,

    /// <summary>Its letter trigrams, as many as it has.</summary>
    Trigrams,
}
