using Engram.Models;

namespace Engram.Training.Comparisons;

/// <summary>A network that takes part in a comparison: a row of its table.</summary>
/// <param name="Name">What the table calls it; no two are called the same.</param>
/// <param name="Options">What it is made of.</param>
/// <param name="WordsHidden">Whether it learns from the corpus with some words hidden, see <see cref="Comparisons.HiddenWords"/>.</param>
public sealed record Architecture(string Name, TaggerOptions Options, bool WordsHidden = false);
