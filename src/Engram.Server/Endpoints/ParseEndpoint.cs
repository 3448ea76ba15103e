using System.Text.Json;
using Engram.Models;
using Engram.Server.Http;
using Engram.Server.Serving;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Endpoints;

/// <summary><c>POST /model/parse</c>: a sentence's intent and entities in the shape that Rasa's server answers.</summary>
/// <remarks>For clients that were written for it. Rasa counts places in characters (Unicode code points), as Python does; so does this endpoint
/// alone.</remarks>
internal sealed class ParseEndpoint(SentenceReader sentences)
{
    private const RequestField Allowed = RequestField.Text | RequestField.Others;
    private const string Extractor = "Engram";

    public async Task AnswerAsync(HttpContext context)
    {
        RequestFields fields = await sentences.ReadAsync(context, Allowed);
        string text = fields.Text ?? throw SentenceReader.Missing(context, "'text'.", "{\"text\":\"arrive Taipei\"}");
        ServedModel model = sentences.Find(context, null);
        SlotTagger tagger = model.Tagger;
        sentences.RequireShort(context, tagger, text);
        TaggedUtterance tagged = tagger.Tag(text);
        sentences.Count(model, 1, tagged.Tokens.Count);
        using Answer answer = Answer.Begin();
        Write(answer.Json, tagged);
        await answer.SendAsync(context);
    }

    private static void Write(Utf8JsonWriter json, TaggedUtterance tagged)
    {
        json.WriteStartObject();
        json.WriteString("text", tagged.Text);
        json.WritePropertyName("intent");
        WriteIntent(json, tagged.Intent?.Name, tagged.Intent?.Probability ?? 0);
        json.WriteStartArray("entities");
        CodePoints places = new(tagged.Text);
        foreach (Slot slot in tagged.Slots)
            WriteEntity(json, slot, places.Before(slot.Start), places.Before(slot.End));
        json.WriteEndArray();
        json.WriteStartArray("text_tokens");
        places = new(tagged.Text);
        foreach (TaggedToken token in tagged.Tokens)
        {
            json.WriteStartArray();
            json.WriteNumberValue(places.Before(token.Start));
            json.WriteNumberValue(places.Before(token.End));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("intent_ranking");
        foreach (IntentProbability intent in tagged.Intent?.Ranking ?? [])
            WriteIntent(json, intent.Name, intent.Probability);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteIntent(Utf8JsonWriter json, string? name, double confidence)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteNumber("confidence", confidence);
        json.WriteEndObject();
    }

    private static void WriteEntity(Utf8JsonWriter json, Slot slot, int start, int end)
    {
        json.WriteStartObject();
        json.WriteString("entity", slot.Name);
        json.WriteNumber("start", start);
        json.WriteNumber("end", end);
        json.WriteNumber("confidence_entity", slot.Probability);
        json.WriteString("value", slot.Value);
        json.WriteString("extractor", Extractor);
        json.WriteEndObject();
    }

    /// <summary>Counts the characters before places that only grow.</summary>
    private struct CodePoints(string text)
    {
        private int _place;
        private int _pairs;

        public int Before(int place)
        {
            for (; _place < place; _place++)
                _pairs += _place > 0 && char.IsSurrogatePair(text[_place - 1], text[_place]) ? 1 : 0;
            return place - _pairs;
        }
    }
}
