using Engram.Inspection;
using Engram.Server.Http;
using Engram.Server.Serving;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Endpoints;

/// <summary><c>GET /v1/models</c>: what is served.</summary>
internal sealed class ModelsEndpoint(ServedModels models)
{
    public async Task AnswerAsync(HttpContext context)
    {
        using Answer answer = Answer.Begin();
        answer.Json.WriteStartArray();
        foreach (ServedModel model in models.All)
        {
            LoadedModel loaded = model.Loaded;
            ModelFacts facts = new(model.Name, ReferenceEquals(model, models.All[0]), loaded.Stamp.Length, loaded.Training);
            ModelDescriptionJson.Write(answer.Json, loaded.Tagger, facts);
        }

        answer.Json.WriteEndArray();
        await answer.SendAsync(context);
    }
}
