namespace Engram.Corpora;

/// <summary>Which differences between words do not count when a word is looked up. Offsets and the text shown never change.</summary>
[Flags]
public enum TokenizerFolding
{
    /// <summary>Words are looked up as they stand.</summary>
    None = 0,

    /// <summary>Upper case is looked up as lower case, one character for one, whatever the culture: <c>Taipei</c> as <c>taipei</c>.</summary>
    Case = 1,

    /// <summary>Full-width forms are looked up as the ordinary ones: <c>Ａ１，</c> as <c>A1,</c>.</summary>
    Width = 2,

    /// <summary>Typographic quotation marks and apostrophes are looked up as the plain ones: <c>i’d</c> as <c>i'd</c>.</summary>
    Quotes = 4,

    /// <summary>Every decimal digit is looked up as <c>0</c>: <c>1991</c> and <c>2047</c> as <c>0000</c>.</summary>
    Digits = 8,
}
