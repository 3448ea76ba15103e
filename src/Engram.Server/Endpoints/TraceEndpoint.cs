using Engram.Models;
using Engram.Server.Http;
using Engram.Server.Serving;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Endpoints;

/// <summary><c>POST /v1/trace</c>: everything the network held while it tagged a sentence, or some.</summary>
internal sealed class TraceEndpoint(SentenceReader sentences)
{
    private const RequestField Allowed = RequestField.Text | RequestField.Texts | RequestField.Model | RequestField.Top;
    private const int UsualTop = 5;

    public async Task AnswerAsync(HttpContext context)
    {
        RequestFields fields = await sentences.ReadAsync(context, Allowed);
        ServedModel model = sentences.Find(context, fields.Model);
        using Answer answer = Answer.Begin();
        if (fields is { Text: { } text, Texts: null })
        {
            Write(context, answer, model, [text], fields.Top ?? UsualTop);
        }
        else if (fields is { Text: null, Texts: { } texts })
        {
            answer.Json.WriteStartArray();
            Write(context, answer, model, texts, fields.Top ?? UsualTop);
            answer.Json.WriteEndArray();
        }
        else
        {
            throw SentenceReader.Missing(context, "Either 'text' or 'texts'.", "{\"text\":\"arrive Taipei\"}");
        }

        await answer.SendAsync(context);
    }

    private void Write(HttpContext context, Answer answer, ServedModel model, IReadOnlyList<string> texts, int top)
    {
        SlotTagger tagger = model.Tagger;
        sentences.RequireTraceable(context, tagger, texts);
        foreach (string text in texts)
        {
            MemoryTrace trace = tagger.Trace(text, top);
            sentences.Count(model, 1, trace.Tags.Count);
            MemoryTraceJson.Write(answer.Json, trace);
        }
    }
}
