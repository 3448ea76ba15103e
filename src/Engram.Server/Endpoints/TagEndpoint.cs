using Engram.Models;
using Engram.Server.Http;
using Engram.Server.Serving;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Endpoints;

/// <summary><c>POST /v1/tag</c>: the slots of a sentence, or of some.</summary>
internal sealed class TagEndpoint(SentenceReader sentences)
{
    private const RequestField Allowed = RequestField.Text | RequestField.Texts | RequestField.Model | RequestField.Top;
    private const int UsualTop = 5;

    public async Task AnswerAsync(HttpContext context)
    {
        RequestFields fields = await sentences.ReadAsync(context, Allowed);
        ServedModel model = sentences.Find(context, fields.Model);
        using Answer answer = Answer.Begin();
        if (fields is { Text: { } text, Texts: null })
            TagOne(context, model, text, fields.Top ?? UsualTop, answer);
        else if (fields is { Text: null, Texts: { } texts })
            TagAll(context, model, texts, fields.Top ?? UsualTop, answer);
        else
            throw SentenceReader.Missing(context, "Either 'text' or 'texts'.", "{\"text\":\"arrive Taipei\"}");
        await answer.SendAsync(context);
    }

    private void TagOne(HttpContext context, ServedModel model, string text, int top, Answer answer)
    {
        SlotTagger tagger = model.Tagger;
        sentences.RequireShort(context, tagger, text);
        TaggedUtterance tagged = tagger.Tag(text, top);
        sentences.Count(model, 1, tagged.Tokens.Count);
        TaggedUtteranceJson.Write(answer.Json, tagged);
    }

    private void TagAll(HttpContext context, ServedModel model, List<string> texts, int top, Answer answer)
    {
        SlotTagger tagger = model.Tagger;
        foreach (string text in texts)
            sentences.RequireShort(context, tagger, text);
        TaggedUtterance[] tagged = tagger.TagAll(texts, top);
        sentences.Count(model, tagged.Length, tagged.Sum(utterance => utterance.Tokens.Count));
        answer.Json.WriteStartArray();
        foreach (TaggedUtterance utterance in tagged)
            TaggedUtteranceJson.Write(answer.Json, utterance);
        answer.Json.WriteEndArray();
    }
}
