using System.Globalization;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Cases;

/// <summary>Counts outcomes and, when all tests have run, prints a line a group and one for all.</summary>
public sealed class VectorTally : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int[]> _groups = new(StringComparer.Ordinal);

    /// <summary>Counts one case.</summary>
    public void Add(string group, VectorOutcome outcome)
    {
        lock (_lock)
        {
            if (!_groups.TryGetValue(group, out int[]? counts)) _groups[group] = counts = new int[3];
            counts[(int)outcome]++;
        }
    }

    /// <summary>The lines to print, the SIMD path first; none where no case ran.</summary>
    public IReadOnlyList<string> Lines()
    {
        lock (_lock)
        {
            if (_groups.Count == 0) return [];
            int[] all = [.. Enumerable.Range(0, 3).Select(outcome => _groups.Values.Sum(counts => counts[outcome]))];
            return [$"path: {Simd.Path}", .. _groups.Select(group => Line(group.Key, group.Value)), Line("vectors", all)];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        string text = string.Concat(Lines().Select(line => line + "\n"));
        if (text.Length > 0) RunnerOutput.Write(text, shownAnyway: _groups.Values.Any(counts => counts[(int)VectorOutcome.Failed] > 0));
    }

    private static string Line(string name, int[] counts) => string.Create(CultureInfo.InvariantCulture,
        $"{name}: {counts.Sum()} cases, {counts[0]} passed, {counts[1]} refused, {counts[2]} failed");
}
