namespace Engram.Tagging;

/// <summary>Some neighbouring tokens that fill a slot.</summary>
/// <param name="Start">The first token, counted from 0.</param>
/// <param name="End">The token after the last one.</param>
/// <param name="Name">The slot's name, such as <c>destination</c>; <c>_</c> where the tags are bare letters.</param>
public readonly record struct TokenSpan(int Start, int End, string Name)
{
    /// <summary>How many tokens the span holds.</summary>
    public int Length => End - Start;
}
