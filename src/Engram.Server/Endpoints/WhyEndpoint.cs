using Engram.Inspection;
using Engram.Server.Http;
using Engram.Server.Serving;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Endpoints;

/// <summary><c>POST /v1/why</c>: which words decided the tag of one.</summary>
internal sealed class WhyEndpoint(SentenceReader sentences)
{
    private const RequestField Allowed = RequestField.Text | RequestField.Word | RequestField.Model;

    // An explainer works for one at a time; the others wait here, without a thread each that would be missing where sentences are tagged.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    public async Task AnswerAsync(HttpContext context)
    {
        RequestFields fields = await sentences.ReadAsync(context, Allowed);
        string text = fields.Text ?? throw SentenceReader.Missing(context, "'text'.", "{\"text\":\"arrive Taipei\",\"word\":1}");
        ServedModel model = sentences.Find(context, fields.Model);
        LoadedModel loaded = model.Loaded;
        sentences.RequireExplainable(context, loaded.Tagger, text);
        using Answer answer = Answer.Begin();
        SlotExplanation explanation = await ExplainAsync(context, loaded, text, fields.Word);
        sentences.Count(model, 1, explanation.Words.Count);
        SlotExplanationJson.Write(answer.Json, explanation);
        await answer.SendAsync(context);
    }

    // The library says the same of a text without words, of a word that is not there, and of a model of one tag.
    private static async Task<SlotExplanation> ExplainAsync(HttpContext context, LoadedModel loaded, string text, int? word)
    {
        await OneAtATime.WaitAsync(context.RequestAborted);
        try
        {
            return loaded.Explainer.Explain(text, word);
        }
        catch (ArgumentException wrong)
        {
            throw new ProblemException(
                StatusCodes.Status400BadRequest,
                $"{context.Request.Path}: {wrong.Message.Split(" (Parameter")[0]}",
                "A sentence with words, and the place of one of them, from 0.",
                "Mend 'text' or 'word'.");
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
