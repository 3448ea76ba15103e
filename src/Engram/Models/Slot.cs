using Engram.Tagging;

namespace Engram.Models;

/// <summary>A slot that was found in a text.</summary>
/// <param name="Name">Such as <c>destination</c>.</param>
/// <param name="Value">The text it covers.</param>
/// <param name="Start">Where it starts in the text, in UTF-16 code units.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Probability">That exactly these words are this slot, 0 to 1.</param>
/// <param name="Tokens">The tokens it covers.</param>
public sealed record Slot(string Name, string Value, int Start, int End, double Probability, TokenSpan Tokens);
