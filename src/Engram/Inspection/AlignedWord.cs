namespace Engram.Inspection;

/// <summary>A place in two sentences.</summary>
/// <param name="Word">The word of the one; <see langword="null"/> where only the other has a word.</param>
/// <param name="Against">The word of the other; <see langword="null"/> where only the one has a word.</param>
/// <param name="Same">Whether both have the same word, letter by letter.</param>
public sealed record AlignedWord(string? Word, string? Against, bool Same);
