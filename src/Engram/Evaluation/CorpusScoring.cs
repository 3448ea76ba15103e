using Engram.Corpora;
using Engram.Models;
using Engram.Numerics;

namespace Engram.Evaluation;

/// <summary>Tags a corpus and scores the answers.</summary>
public static class CorpusScoring
{
    private const int BatchSize = 64;

    /// <summary>Scores a tagger on annotated sentences.</summary>
    /// <param name="tagger">The tagger.</param>
    /// <param name="corpus">The sentences, with tags.</param>
    /// <param name="team">Threads that may be used; they do not change the answer.</param>
    public static Scores Score(SlotTagger tagger, Corpus corpus, WorkTeam? team = null)
    {
        ArgumentNullException.ThrowIfNull(tagger);
        ArgumentNullException.ThrowIfNull(corpus);
        Answer[] answers = Answers(tagger, corpus, team);
        Evaluator evaluator = new(new EvaluatorOptions
        {
            GoldScheme = corpus.Scheme,
            PredictedScheme = tagger.Labels.Scheme,
            KnownTags = [.. tagger.Labels.Tags],
            KnownIntents = [.. tagger.Labels.Intents],
        });
        for (int i = 0; i < answers.Length; i++)
            Add(evaluator, corpus[i], answers[i]);
        return evaluator.ToScores();
    }

    /// <summary>Adds one answer to an evaluation.</summary>
    /// <param name="evaluator">The evaluation.</param>
    /// <param name="gold">The sentence as annotated.</param>
    /// <param name="prediction">The tagger's answer.</param>
    /// <param name="labels">What its numbers stand for.</param>
    public static SentenceScore Add(Evaluator evaluator, Utterance gold, SentencePrediction prediction, TaggerLabels labels)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(gold);
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(labels);
        return Add(evaluator, gold, Reduce(gold, prediction, labels));
    }

    private static SentenceScore Add(Evaluator evaluator, Utterance gold, Answer answer) =>
        evaluator.Add(gold, answer.Predicted, answer.TagProbabilities, answer.IntentProbability);

    // A corpus may be large, and the marginals of all its sentences larger than memory.
    private static Answer Reduce(Utterance gold, SentencePrediction prediction, TaggerLabels labels)
    {
        string[] tags = [.. prediction.Tags.Select(tag => labels.Tags[tag])];
        float[] probabilities = [.. prediction.Tags.Select((tag, i) => prediction.Marginals[(i * labels.Tags.Count) + tag])];
        int intent = prediction.Intent;
        Utterance predicted = new(gold.Tokens, tags, intent < 0 ? null : labels.Intents[intent]);
        return new Answer(predicted, probabilities, intent < 0 ? null : prediction.Intents[intent]);
    }

    private static Answer[] Answers(SlotTagger tagger, Corpus corpus, WorkTeam? team)
    {
        // Sentences of like length together; every answer is the same whatever its batch.
        int[][] batches = [.. Enumerable.Range(0, corpus.Count).OrderBy(i => corpus[i].Tokens.Count).Chunk(BatchSize)];
        Answer[] answers = new Answer[corpus.Count];
        void Work(int batch)
        {
            int[] sentences = batches[batch];
            SentencePrediction[] predictions = tagger.Predict([.. sentences.Select(i => corpus[i].Tokens)]);
            for (int i = 0; i < predictions.Length; i++)
                answers[sentences[i]] = Reduce(corpus[sentences[i]], predictions[i], tagger.Labels);
        }

        if (team is not null)
            team.Run(batches.Length, Work);
        else
            Array.ForEach([.. Enumerable.Range(0, batches.Length)], Work);
        return answers;
    }

    private readonly record struct Answer(Utterance Predicted, float[] TagProbabilities, double? IntentProbability);
}
