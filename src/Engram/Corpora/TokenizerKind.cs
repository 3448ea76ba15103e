namespace Engram.Corpora;

/// <summary>How a text is cut into tokens.</summary>
public enum TokenizerKind
{
    /// <summary>
    /// Chosen from the training tokens: <see cref="Characters"/> when nearly all are single Han characters, else <see cref="Words"/>.
    /// </summary>
    Auto,

    /// <summary>
    /// At white space, and further where the training tokens show it: punctuation, clitics such as <c>'d</c>, units, Han characters.
    /// </summary>
    Words,

    /// <summary>Every character is a token, except what the training tokens keep together. White space separates and is no token.</summary>
    Characters,

    /// <summary>At white space only.</summary>
    Whitespace,
}
