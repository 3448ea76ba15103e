using Engram.Corpora;
using Engram.Models;

namespace Engram.Tests.Support;

/// <summary>Some sentences and a small network for them.</summary>
public static class TaggerSample
{
    public static IReadOnlyList<Utterance> Sentences { get; } =
    [
        new("leave Taipei".Split(' '), ["O", "B-from"], "book"),
        new("i arrive New York at 9".Split(' '), ["O", "O", "B-to", "I-to", "O", "O"], "ask"),
        new("Taipei".Split(' '), ["B-to"]),
    ];

    /// <summary>Options with every encoder on and the least sizes.</summary>
    public static TaggerOptions Tiny { get; } = new()
    {
        Units = 3,
        WordSize = 2,
        OneOfN = true,
        TrigramSize = 2,
        TrigramBuckets = 0,
        CharacterSize = 2,
        CharacterUnits = 2,
        ShapeSize = 2,
        Dropout = 0,
        WordDropout = 0,
    };
}
