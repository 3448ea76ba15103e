using Engram.Inspection;
using Engram.Models;
using Engram.Server.Http;
using Engram.Server.Serving;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Endpoints;

/// <summary><c>POST /v1/compare</c>: two sentences, or one in two models, and where their memories differ.</summary>
internal sealed class CompareEndpoint(SentenceReader sentences)
{
    private const RequestField Allowed = RequestField.Text | RequestField.Against | RequestField.Model | RequestField.AgainstModel;

    public async Task AnswerAsync(HttpContext context)
    {
        RequestFields fields = await sentences.ReadAsync(context, Allowed);
        if (fields is not { Text: { } text, Against: { } against })
            throw SentenceReader.Missing(context, "'text' and 'against'.", "{\"text\":\"arrive Taipei\",\"against\":\"leave Taipei\"}");
        ServedModel model = sentences.Find(context, fields.Model), other = sentences.Find(context, fields.AgainstModel ?? fields.Model);
        SlotTagger tagger = model.Tagger, otherTagger = ReferenceEquals(model, other) ? tagger : other.Tagger;
        sentences.RequireTraceable(context, tagger, [text, against]);
        TraceComparison comparison = TraceComparison.Of(tagger, text, otherTagger, against);
        sentences.Count(model, 1, comparison.Text.Tags.Count);
        sentences.Count(other, 1, comparison.Against.Tags.Count);
        using Answer answer = Answer.Begin();
        TraceComparisonJson.Write(answer.Json, comparison);
        await answer.SendAsync(context);
    }
}
