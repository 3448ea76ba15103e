namespace Engram.Models;

/// <summary>What a header says of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Elements along each axis.</param>
/// <param name="Begin">Its first byte, from the start of the data.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record TensorPlace(string Name, TensorType Type, long[] Shape, long Begin, long End);
