namespace Engram.Tagging;

/// <summary>How tags, one a token, say where slots start and end.</summary>
public enum TagScheme
{
    /// <summary>BIO, also called IOB2: <c>B-x</c> opens every slot, <c>I-x</c> continues it, <c>O</c> is outside.</summary>
    Bio,

    /// <summary>IOB1: <c>I-x</c> opens and continues a slot; <c>B-x</c> only where a slot follows another of the same name at once.</summary>
    Iob1,

    /// <summary>BIOES: as BIO, and <c>E-x</c> closes a slot of several tokens, <c>S-x</c> is a slot of one token.</summary>
    Bioes,

    /// <summary>One label a token with no spans, such as parts of speech.</summary>
    Plain,

    /// <summary>BILOU: BIOES with other letters, <c>L-x</c> for the last token and <c>U-x</c> for a slot of one token.</summary>
    Bilou,

    /// <summary>IOE1: <c>I-x</c> everywhere; <c>E-x</c> closes a slot only where another of the same name follows at once.</summary>
    Ioe1,

    /// <summary>IOE2: <c>E-x</c> closes every slot, <c>I-x</c> stands on the tokens before it.</summary>
    Ioe2,
}
