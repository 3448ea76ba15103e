using System.Net.WebSockets;
using Engram.Models;
using Engram.Server.Endpoints;
using Engram.Server.Http;
using Engram.Server.Serving;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Streaming;

/// <summary>One client's sentences over one WebSocket, one after the other.</summary>
internal sealed class StreamConversation(StreamSocket socket, ServedModel model, SentenceReader sentences, string path)
{
    // A sentence keeps the tagger it began with; the next one takes the model as it is then.
    private StreamingTagger? _sentence;
    private int _words;

    /// <summary>Answers until the client leaves, says what cannot be understood, or says nothing for too long.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await socket.ReceiveAsync(cancellationToken) is { } bytes)
        {
            if (StreamMessage.Read(bytes.Span) is not { } message)
            {
                await RefuseAsync(NotUnderstood(), WebSocketCloseStatus.InvalidPayloadData, cancellationToken);
                return;
            }

            if (message.Word is not null && _words >= sentences.Limits.WordsPerSentence)
            {
                await RefuseAsync(TooLong(), WebSocketCloseStatus.PolicyViolation, cancellationToken);
                return;
            }

            using Answer answer = Answer.Begin();
            Write(answer, message.Word);
            await socket.SendAsync(answer.Written, cancellationToken);
        }
    }

    private void Write(Answer answer, string? word)
    {
        _sentence ??= model.Tagger.BeginStream();
        if (word is not null)
        {
            PartialUtterance partial = _sentence.Add(word);
            _words = partial.Utterance.Tokens.Count;
            StreamAnswer.Write(answer.Json, partial.Utterance, partial.StableSlots, isFinal: false);
            return;
        }

        TaggedUtterance whole = _sentence.End();
        sentences.Count(model, 1, whole.Tokens.Count);
        _sentence = null;
        _words = 0;
        StreamAnswer.Write(answer.Json, whole, whole.Slots.Count, isFinal: true);
    }

    private async Task RefuseAsync(Problem problem, WebSocketCloseStatus status, CancellationToken cancellationToken)
    {
        await socket.SendAsync(problem.ToJson(path), cancellationToken);
        await socket.CloseAsync(status, problem.Detail);
    }

    private Problem NotUnderstood() => new(
        StatusCodes.Status400BadRequest,
        $"{path}: the message is neither a word nor an end.",
        "A text message of JSON: {\"word\":\"Taipei\"} or {\"end\":true}.",
        "Connect again, and send each word as such a message.");

    private Problem TooLong() => new(
        StatusCodes.Status413PayloadTooLarge,
        $"{path}: the sentence has {_words} words.",
        $"At most {sentences.Limits.WordsPerSentence} words a sentence.",
        "End the sentence with {\"end\":true} before it grows so long, or start the server with a larger --max-words.");
}
