using System.Net;
using System.Text;

namespace Engram.Server.Tests;

// Thousands of requests that are nearly right: each is answered, with an answer or with a problem document, and never with a failure of the server.
public sealed class FuzzTests
{
    private const int Rounds = 400, Seed = 20;

    private static readonly string[] Paths = ["/v1/tag", "/v1/trace", "/v1/compare", "/v1/why", "/model/parse", "/v1/models", "/readyz", "/openapi/v1.json", "/", "/v1/stream", "/nothing"];

    private static readonly string[] Bodies =
    [
        "{\"text\":\"fly to Taipei\"}", "{\"texts\":[\"fly to 台北\",\"leave\"]}", "{\"text\":\"a\",\"against\":\"b\"}", "{\"text\":\"fly to Taipei\",\"word\":2}",
        "{\"text\":\"x\",\"model\":\"tiny\",\"top\":3}", "{\"text\":\"\\ud83d\\ude80 \\u0000 \\n\"}", "{\"text\":\"x\",\"message_id\":{\"a\":[1,2.5e300,null,true]}}",
    ];

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", ",", ":", "\\", "\\u", "\\ud800", "\\udc00", "null", "true", "NaN", "-", "1e999", "-1", "99999999999", "text", "texts", "model", "\0", "\u001b",
        "\ufeff", "台", "🚀", "\t", "//", "[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}", "to to to to to to ",
    ];

    private static readonly string[] MediaTypes = ["application/json", "application/json", "application/json", "application/json; charset=utf-8", "text/plain", "application/json; charset=\"", ""];

    private static readonly HashSet<HttpStatusCode> Expected =
    [
        HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed, HttpStatusCode.RequestEntityTooLarge,
        HttpStatusCode.UnsupportedMediaType, HttpStatusCode.UpgradeRequired,
    ];

    [Fact]
    public async Task Requests_ThatAreNearlyRight_AreAllAnswered()
    {
        await using RunningServer server = await RunningServer.StartAsync(new ServerLimits { BodyBytes = 4000, WordsPerSentence = 20, SentencesPerRequest = 5 });
        Random random = new(Seed);
        Dictionary<HttpStatusCode, int> seen = [];

        for (int round = 0; round < Rounds; round++)
        {
            foreach (string path in Paths)
            {
                byte[] body = Mutate(random);
                Reply reply = await SendAsync(server, random, path, body);

                Assert.True(Expected.Contains(reply.Status), $"{path} {Encoding.UTF8.GetString(body)}: {reply.Status} {reply.Text}");
                if (reply.Status != HttpStatusCode.OK)
                    reply.RequireProblem(reply.Status);
                seen[reply.Status] = seen.GetValueOrDefault(reply.Status) + 1;
            }
        }

        Assert.Equal(Expected.Order(), seen.Keys.Order());
        Assert.Empty(server.Reports);
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("/v1/tag", Bodies[0])).Status);
    }

    private static async Task<Reply> SendAsync(RunningServer server, Random random, string path, byte[] body)
    {
        bool isPost = random.Next(8) == 0 ? random.Next(2) == 0 : path.StartsWith("/v1/", StringComparison.Ordinal) || path == "/model/parse";
        using HttpRequestMessage request = new(isPost ? HttpMethod.Post : HttpMethod.Get, path);
        if (isPost)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", MediaTypes[random.Next(MediaTypes.Length)]);
            request.Headers.TransferEncodingChunked = random.Next(4) == 0;
        }

        return await server.SendAsync(request);
    }

    private static byte[] Mutate(Random random)
    {
        List<byte> body = [.. Encoding.UTF8.GetBytes(Bodies[random.Next(Bodies.Length)])];
        for (int changes = random.Next(4); changes > 0; changes--)
        {
            int place = random.Next(body.Count + 1);
            switch (random.Next(6))
            {
                case 0:
                    body.InsertRange(place, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 1:
                    body.RemoveRange(place, Math.Min(random.Next(6), body.Count - place));
                    break;
                case 2:
                    body.Insert(place, (byte)random.Next(256));
                    break;
                case 3 when body.Count > 0:
                    body[random.Next(body.Count)] ^= (byte)(1 << random.Next(8));
                    break;
                case 4:
                    body.InsertRange(place, [.. body.Take(random.Next(40))]);
                    break;
                default:
                    body.InsertRange(place, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Pieces[random.Next(Pieces.Length)], random.Next(300)))));
                    break;
            }
        }

        return [.. body];
    }
}
