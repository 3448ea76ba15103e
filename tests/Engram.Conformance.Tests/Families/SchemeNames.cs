using Engram.Tagging;

namespace Engram.Conformance.Tests.Families;

/// <summary>The names that vector files give tag schemes.</summary>
internal static class SchemeNames
{
    public static TagScheme Parse(string name) => name switch
    {
        "IOB1" => TagScheme.Iob1,
        "IOB2" or "BIO" => TagScheme.Bio,
        "IOE1" => TagScheme.Ioe1,
        "IOE2" => TagScheme.Ioe2,
        "IOBES" or "BIOES" => TagScheme.Bioes,
        "BILOU" => TagScheme.Bilou,
        _ => throw new FormatException($"the tag scheme '{name}' is not one of IOB1, IOB2, IOE1, IOE2, IOBES, BILOU."),
    };
}
