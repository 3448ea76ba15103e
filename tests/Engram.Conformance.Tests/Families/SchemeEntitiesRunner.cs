using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Tagging;

namespace Engram.Conformance.Tests.Families;

/// <summary><c>scheme_entities</c>: the spans that a scheme's strict reading finds.</summary>
public sealed class SchemeEntitiesRunner : ICaseRunner
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["scheme_entities"];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        TagScheme scheme = SchemeNames.Parse(vector.Get("attributes", "scheme").GetString()!);
        bool strict = vector.Option("mode", "strict") == "strict";
        foreach (JsonElement row in vector.Get("rows").EnumerateArray())
        {
            string[] tags = [.. row.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!)];
            TokenSpan[] expected = [.. row.GetProperty("entities").EnumerateArray().Select(Span)];

            IReadOnlyList<TokenSpan> found = strict ? TagSpans.ReadStrict(tags, scheme) : TagSpans.Read(tags, scheme);

            Assert.True(expected.SequenceEqual(found),
                $"{string.Join(' ', tags)}: got {string.Join(", ", found)}, expected {string.Join(", ", expected)}.");
        }
    }

    private static TokenSpan Span(JsonElement entity) => new(entity[1].GetInt32(), entity[2].GetInt32(), entity[0].GetString()!);
}
