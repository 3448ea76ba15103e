using System.Net;
using System.Text.Json;

namespace Engram.Server.Tests;

// The description is written by hand; these tests are what keeps it true.
public sealed class OpenApiTests
{
    /// <summary>Requests of every kind, right and wrong, with the path whose description holds for them.</summary>
    public static TheoryData<string, string, string> Requests => new()
    {
        { "POST", "/v1/tag", "{\"text\":\"fly to Taipei\"}" },
        { "POST", "/v1/tag", "{\"text\":\"\"}" },
        { "POST", "/v1/tag", "{\"texts\":[\"fly to Taipei\",\"\"],\"model\":\"tiny\",\"top\":2}" },
        { "POST", "/v1/trace", "{\"text\":\"fly to Taipei\"}" },
        { "POST", "/v1/trace", "{\"texts\":[\"fly to Taipei\",\"\"]}" },
        { "POST", "/v1/compare", "{\"text\":\"fly to Taipei\",\"against\":\"leave Taipei\"}" },
        { "POST", "/v1/compare", "{\"text\":\"fly\",\"against\":\"\"}" },
        { "POST", "/v1/why", "{\"text\":\"fly to Taipei\"}" },
        { "POST", "/model/parse", "{\"text\":\"fly to Taipei\",\"message_id\":\"1\"}" },
        { "POST", "/model/parse", "{\"text\":\"\"}" },
        { "POST", "/v1/tag", "{}" },
        { "POST", "/v1/tag", "{\"text\":\"x\",\"model\":\"nothing\"}" },
        { "POST", "/v1/why", "{\"text\":\"\"}" },
        { "GET", "/v1/models", "" },
        { "GET", "/openapi/v1.json", "" },
        { "GET", "/healthz", "" },
        { "GET", "/readyz", "" },
        { "GET", "/v1/stream", "" },
        { "GET", "/metrics", "" },
        { "GET", "/", "" },
    };

    [Fact]
    public async Task Description_HasTheRoutesThatThereAre()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        IEnumerable<string> described = from path in (await DescriptionAsync(server)).GetProperty("paths").EnumerateObject()
                                        from method in path.Value.EnumerateObject()
                                        select $"{method.Name.ToUpperInvariant()} {path.Name}";

        Assert.Equal(server.Server.Routes.Select(route => $"{route.Method} {route.Path}").Order(), described.Order());
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Answers_AreAsDescribed(string method, string path, string body)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        JsonElement description = await DescriptionAsync(server);
        JsonSchema schemas = new(description);

        Reply reply = method == "POST" ? await server.PostAsync(path, body) : await server.GetAsync(path);

        JsonElement responses = description.GetProperty("paths").GetProperty(path).GetProperty(method.ToLowerInvariant()).GetProperty("responses");
        JsonElement response = responses.GetProperty(((int)reply.Status).ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (response.TryGetProperty("$ref", out JsonElement reference))
            response = schemas.Resolve(reference.GetString()!);
        string mediaType = reply.ContentType!.Split(';')[0];
        JsonElement schema = response.GetProperty("content").GetProperty(mediaType).GetProperty("schema");
        if (mediaType.EndsWith("json", StringComparison.Ordinal))
            Assert.Empty(schemas.Errors(schema, reply.Json));
    }

    [Fact]
    public async Task Examples_FitTheirSchemasAndAreAnswered()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        JsonElement description = await DescriptionAsync(server);
        JsonSchema schemas = new(description);

        foreach (JsonProperty path in description.GetProperty("paths").EnumerateObject().Where(path => path.Value.TryGetProperty("post", out _)))
        {
            JsonElement content = path.Value.GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
            JsonElement example = content.GetProperty("example");

            Assert.Empty(schemas.Errors(content.GetProperty("schema"), example));
            Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(path.Name, example.GetRawText())).Status);
        }
    }

    [Fact]
    public async Task References_LeadSomewhereAndEverySchemaIsUsed()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        JsonElement description = await DescriptionAsync(server);
        JsonSchema schemas = new(description);

        string[] references = [.. References(description).Distinct()];

        Assert.All(references, reference => Assert.Equal(JsonValueKind.Object, schemas.Resolve(reference).ValueKind));
        Assert.Equal(
            ["StreamAnswer", "StreamMessage"], // a WebSocket's messages, which OpenAPI has no place for
            description.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(schema => schema.Name)
                .Where(name => !references.Contains($"#/components/schemas/{name}")).Order());
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .SelectMany(property => property.Name == "$ref" ? [property.Value.GetString()!] : References(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static async Task<JsonElement> DescriptionAsync(RunningServer server) => (await server.GetAsync("/openapi/v1.json")).Json;
}
