using Engram.Models;
using Engram.Server.Http;
using Engram.Server.Metrics;
using Engram.Server.Serving;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Endpoints;

/// <summary>What all endpoints that read sentences do before they do: take in the body, find the model, mind the limits, count.</summary>
internal sealed class SentenceReader(ServedModels models, ServerLimits limits, ServerMetrics metrics)
{
    /// <summary>How much a client may ask for.</summary>
    public ServerLimits Limits => limits;

    /// <summary>Reads a body.</summary>
    /// <exception cref="ProblemException">400, 413 or 415.</exception>
    public async Task<RequestFields> ReadAsync(HttpContext context, RequestField allowed)
    {
        using RequestBody body = await RequestBody.ReadJsonAsync(context.Request, limits.BodyBytes, context.RequestAborted);
        return new RequestFieldsReader(context.Request.Path.Value!, allowed).Read(body.Bytes, limits.SentencesPerRequest);
    }

    /// <summary>Finds a model.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public ServedModel Find(HttpContext context, string? name) => models.Find(context.Request.Path.Value!, name);

    /// <summary>Refuses a sentence of too many words.</summary>
    /// <exception cref="ProblemException">413.</exception>
    public void RequireShort(HttpContext context, SlotTagger tagger, string text)
    {
        // A word has at least one letter, so short texts need not be cut twice.
        if (text.Length > limits.WordsPerSentence && tagger.Tokenizer.Tokenize(text).Count is var words && words > limits.WordsPerSentence)
        {
            throw new ProblemException(
                StatusCodes.Status413PayloadTooLarge,
                $"{context.Request.Path}: a sentence has {words} words.",
                $"At most {limits.WordsPerSentence} words a sentence.",
                "Cut the text into sentences, or start the server with a larger --max-words.");
        }
    }

    /// <summary>Refuses sentences whose traces would be too large together.</summary>
    /// <exception cref="ProblemException">413.</exception>
    public void RequireTraceable(HttpContext context, SlotTagger tagger, IReadOnlyList<string> texts)
    {
        foreach (string text in texts)
            RequireShort(context, tagger, text);
        RequireWords(context, texts.Sum(text => tagger.Tokenizer.Tokenize(text).Count), limits.TracedWords, "every gate of every unit is shown");
    }

    /// <summary>Refuses a sentence that would take too long to explain.</summary>
    /// <exception cref="ProblemException">413.</exception>
    public void RequireExplainable(HttpContext context, SlotTagger tagger, string text)
        => RequireWords(context, tagger.Tokenizer.Tokenize(text).Count, limits.ExplainedWords, "the sentence is read again without each of them");

    private static void RequireWords(HttpContext context, int words, int most, string why)
    {
        if (words > most)
        {
            throw new ProblemException(
                StatusCodes.Status413PayloadTooLarge,
                $"{context.Request.Path}: the request has {words} words.",
                $"At most {most} words, since {why}.",
                "Ask for fewer or shorter sentences in each request.");
        }
    }

    /// <summary>Counts what was read.</summary>
    public void Count(ServedModel model, int sentences, int words) => metrics.Read(model.Name, sentences, words);

    /// <summary>What is said where a field is missing.</summary>
    public static ProblemException Missing(HttpContext context, string expected, string example) => new(
        StatusCodes.Status400BadRequest,
        $"{context.Request.Path}: the body holds no text, or too much of it.",
        expected,
        $"Send a body such as {example}.");
}
