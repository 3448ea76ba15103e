using Engram.Layers;

namespace Engram.Cli.Inspecting;

/// <summary>Names as the command line and JSON spell them.</summary>
internal static class Names
{
    /// <summary>A direction.</summary>
    public static string Of(Direction direction) => direction == Direction.Forward ? "forward" : "reverse";
}
