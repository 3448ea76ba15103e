namespace Engram.Inspection;

/// <summary>A place in a corpus where chosen cells are on.</summary>
/// <param name="Sentence">The sentence, from 0.</param>
/// <param name="Start">The first word.</param>
/// <param name="End">The word after the last one.</param>
/// <param name="On">How many of the chosen cells are on at every one of these words.</param>
/// <param name="Others">How many other cells are, too.</param>
public sealed record CellMatch(int Sentence, int Start, int End, int On, int Others);
