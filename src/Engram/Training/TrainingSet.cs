using Engram.Corpora;
using Engram.Encoders;
using Engram.Evaluation;
using Engram.Models;
using Engram.Tagging;

namespace Engram.Training;

/// <summary>An annotated corpus in numbers.</summary>
internal sealed class TrainingSet
{
    private readonly Dictionary<string, WordFeatures> _features = new(StringComparer.Ordinal);

    public TrainingSet(Corpus corpus, TaggerLexicon lexicon, TaggerLabels labels)
    {
        Words = [.. corpus.Select(sentence => sentence.Tokens.Select(token => Features(token, lexicon)).ToArray())];
        Tags = [.. corpus.Select(sentence => TagGrammar.Repair(sentence.Tags!, corpus.Scheme).Select(labels.Tag).ToArray())];
        Intents = [.. corpus.Select(sentence => sentence.Intent is null ? -1 : labels.Intent(IntentMatch.Names(sentence.Intent)[0]))];
    }

    public WordFeatures[][] Words { get; }

    public int[][] Tags { get; }

    public int[] Intents { get; }

    public int Count => Words.Length;

    private WordFeatures Features(string token, TaggerLexicon lexicon)
    {
        if (!_features.TryGetValue(token, out WordFeatures? features))
            _features.Add(token, features = lexicon.Features(token));
        return features;
    }
}
