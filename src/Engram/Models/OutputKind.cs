namespace Engram.Models;

/// <summary>How a tagger turns scores of single words into a sequence of tags.</summary>
public enum OutputKind
{
    /// <summary>A linear-chain conditional random field: the sequence is scored as a whole.</summary>
    Crf,

    /// <summary>A softmax for each word on its own; only the decoding sees to it that the sequence is well-formed.</summary>
    Softmax,
}
