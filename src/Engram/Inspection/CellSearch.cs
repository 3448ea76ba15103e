using Engram.Models;

namespace Engram.Inspection;

/// <summary>Finds the words of a corpus at which the same cells are on.</summary>
public static class CellSearch
{
    /// <summary>Searches sentences.</summary>
    /// <remarks>A match is a run of words, as long as can be, at each of which at least half of the chosen cells are on. First come those where most
    /// of the cells are on all the time, then those where the fewest others are, then those whose length is nearest.</remarks>
    /// <param name="tagger">The model.</param>
    /// <param name="sentences">Their tokens, at least one each.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="length">How many words the cells were chosen over, 1 or more.</param>
    /// <param name="most">How many matches, 1 or more.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The best matches; none where no cell was chosen.</returns>
    public static IReadOnlyList<CellMatch> Find(
        SlotTagger tagger, IEnumerable<IReadOnlyList<string>> sentences, CellSelection cells, int length = 1, int most = 20,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tagger);
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (cells.Units.Count == 0)
            return [];
        List<CellMatch> matches = [];
        int sentence = 0;
        foreach (IReadOnlyList<string> tokens in sentences)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyList<float[]> values = cells.Values(TaggerTracing.Memory(tagger, tokens));
            matches.AddRange(Runs(values, cells).Select(words => Match(sentence, words, values, cells)).Where(match => match.On > 0));
            sentence++;
        }

        return
        [
            .. matches.OrderByDescending(match => match.On).ThenBy(match => match.Others)
                .ThenBy(match => Math.Abs(match.End - match.Start - length)).ThenBy(match => match.Sentence).ThenBy(match => match.Start)
                .Take(most),
        ];
    }

    private static IEnumerable<(int Start, int End)> Runs(IReadOnlyList<float[]> values, CellSelection cells)
    {
        int start = -1;
        for (int word = 0; word <= values.Count; word++)
        {
            bool on = word < values.Count && 2 * cells.Units.Count(unit => values[word][unit] >= cells.Threshold) >= cells.Units.Count;
            if (on && start < 0)
                start = word;
            if (on || start < 0)
                continue;
            yield return (start, word);
            start = -1;
        }
    }

    private static CellMatch Match(int sentence, (int Start, int End) words, IReadOnlyList<float[]> values, CellSelection cells)
    {
        bool IsOn(int unit) => Enumerable.Range(words.Start, words.End - words.Start).All(word => values[word][unit] >= cells.Threshold);
        int on = cells.Units.Count(IsOn), all = Enumerable.Range(0, values[0].Length).Count(IsOn);
        return new CellMatch(sentence, words.Start, words.End, on, all - on);
    }
}
