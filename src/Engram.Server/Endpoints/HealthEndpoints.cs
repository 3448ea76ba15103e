using Engram.Server.Http;
using Engram.Server.Serving;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Endpoints;

/// <summary><c>GET /healthz</c>: the process lives. <c>GET /readyz</c>: its models answer, and it is not stopping.</summary>
internal sealed class HealthEndpoints(ServedModels models, CancellationToken stopping)
{
    public static async Task AnswerHealthAsync(HttpContext context)
    {
        using Answer answer = Answer.Begin();
        answer.Json.WriteStartObject();
        answer.Json.WriteString("status", "alive");
        answer.Json.WriteEndObject();
        await answer.SendAsync(context);
    }

    /// <summary>200 also where a changed file was refused, since the one of before answers; which model that is, the answer says.</summary>
    public async Task AnswerReadyAsync(HttpContext context)
    {
        if (stopping.IsCancellationRequested)
        {
            throw new ProblemException(new Problem(
                StatusCodes.Status503ServiceUnavailable,
                $"{context.Request.Path}: the server is stopping.",
                "A server that goes on.",
                "Ask another one.",
                RetryAfterSeconds: 1));
        }

        using Answer answer = Answer.Begin();
        answer.Json.WriteStartObject();
        answer.Json.WriteString("status", "ready");
        answer.Json.WriteStartArray("models");
        foreach (ServedModel model in models.All)
        {
            answer.Json.WriteStartObject();
            answer.Json.WriteString("name", model.Name);
            answer.Json.WriteBoolean("current", model.Fault is null);
            answer.Json.WriteEndObject();
        }

        answer.Json.WriteEndArray();
        answer.Json.WriteEndObject();
        await answer.SendAsync(context);
    }
}
