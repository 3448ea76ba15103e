using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Tagging;

namespace Engram.Conformance.Tests.Families;

/// <summary><c>scheme_transitions</c>: whether a tag starts a span, lies inside one, or ends the one before.</summary>
public sealed class SchemeTransitionsRunner : ICaseRunner
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["scheme_transitions"];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        TagScheme scheme = SchemeNames.Parse(vector.Get("attributes", "scheme").GetString()!);
        foreach (JsonElement row in vector.Get("rows").EnumerateArray())
        {
            SlotTag previous = SlotTag.Parse(row.GetProperty("previous").GetString()!), tag = SlotTag.Parse(row.GetProperty("tag").GetString()!);
            (bool Starts, bool Inside, bool Ends) expected = (
                row.GetProperty("starts").GetBoolean(), row.GetProperty("inside").GetBoolean(), row.GetProperty("ends_previous").GetBoolean());

            (bool Starts, bool Inside, bool Ends) got = (
                StrictSpanRules.Starts(scheme, previous, tag),
                StrictSpanRules.Continues(scheme, previous, tag),
                StrictSpanRules.EndsPrevious(scheme, previous, tag));

            Assert.True(expected == got, $"{previous} {tag}: got (starts, inside, ends previous) = {got}, expected {expected}.");
        }
    }
}
