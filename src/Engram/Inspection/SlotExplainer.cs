using Engram.Encoders;
using Engram.Models;
using Engram.Numerics;

namespace Engram.Inspection;

/// <summary>Tells which words decided a slot, in two ways: gradient × input, and leaving words out.</summary>
/// <remarks>
/// <para>Gradient × input: Shrikumar, Greenside and Kundaje, "Learning Important Features Through Propagating Activation Differences", ICML 2017;
/// for words: Li et al., "Visualizing and Understanding Neural Models in NLP", NAACL 2016. Occlusion: Li, Monroe and Jurafsky, "Understanding
/// Neural Networks through Representation Erasure", 2016 (arXiv:1612.08220).</para>
/// <para>The weights of a quantised model are explained as they are held; what is multiplied by them is not rounded here.</para>
/// <para>It trains nothing, but goes back through a copy of the network, so it takes about twice the memory of the weights. Thread-safe; one
/// explanation at a time.</para>
/// </remarks>
public sealed class SlotExplainer
{
    private const int SentencesAtOnce = 16;

    private readonly Lock _lock = new();
    private readonly TagGradient<float> _gradient;

    /// <summary>Gets ready to explain a model's answers.</summary>
    /// <param name="tagger">The model.</param>
    /// <exception cref="ArgumentException">It knows one tag only.</exception>
    public SlotExplainer(SlotTagger tagger)
    {
        ArgumentNullException.ThrowIfNull(tagger);
        if (tagger.Labels.Tags.Count < 2)
        {
            throw new ArgumentException(
                $"The model knows no tag but '{tagger.Labels.Tags[0]}', so there is nothing to explain. Use a model that was trained with slots.");
        }

        TaggerNetwork<float> copy = new(tagger.Options, tagger.Lexicon, tagger.Labels);
        foreach ((Parameter<float> parameter, Parameter<float> original) in copy.Parameters.Zip(tagger.Network.Parameters))
            parameter.Set(original.Value);
        copy.Prepare();
        Tagger = tagger;
        _gradient = new TagGradient<float>(copy, tagger.Labels.Constraints, tagger.Temperatures.Tags);
    }

    /// <summary>The model.</summary>
    public SlotTagger Tagger { get; }

    /// <summary>Explains the tag of a word.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="word">The word, from 0; without, the first word of the first slot, or the first word where there is no slot.</param>
    /// <exception cref="ArgumentException">There are no words, or fewer than asked for.</exception>
    public SlotExplanation Explain(string text, int? word = null)
    {
        TaggedUtterance answer = Tagger.Tag(text);
        int count = answer.Tokens.Count;
        int place = word ?? (answer.Slots.Count > 0 ? answer.Slots[0].Tokens.Start : 0);
        if (count == 0)
            throw new ArgumentException("There is no word to explain: the text is empty. Give a sentence.", nameof(text));
        if (place < 0 || place >= count)
        {
            throw new ArgumentException(
                $"There is no word {place} to explain: the words of this sentence are 0 to {count - 1}. Give one of them.", nameof(word));
        }

        string[] words = [.. answer.Tokens.Select(token => token.Text)];
        TaggedToken explained = answer.Tokens[place];
        int tag = Tagger.Labels.Tag(explained.Tag);
        WordFeatures[] features = Tagger.Features(words);
        lock (_lock)
        {
            double score = _gradient.Backpropagate(features, place, tag);
            double[] gradient = _gradient.Measure((value, slope) => (double)value * slope);
            return new SlotExplanation(place, explained.Tag, words, explained.Probability, score, gradient, Occlude(features, place, tag, score));
        }
    }

    /// <summary>How strongly the score of a tag hangs on each word's vector: the length of the gradient.</summary>
    internal double[] GradientNorms(WordFeatures[] features, int word, int tag)
    {
        lock (_lock)
        {
            _gradient.Backpropagate(features, word, tag);
            return [.. _gradient.Measure((_, slope) => (double)slope * slope).Select(Math.Sqrt)];
        }
    }

    private double?[] Occlude(WordFeatures[] features, int word, int tag, double score)
    {
        double?[] occlusion = new double?[features.Length];
        foreach (int[] left in Enumerable.Range(0, features.Length).Where(i => i != word).Chunk(SentencesAtOnce))
        {
            WordFeatures[][] shorter = [.. left.Select(i => (WordFeatures[])[.. features[..i], .. features[(i + 1)..]])];
            double[] scores = _gradient.Scores(shorter, [.. left.Select(i => i < word ? word - 1 : word)], tag);
            for (int i = 0; i < left.Length; i++)
                occlusion[left[i]] = score - scores[i];
        }

        return occlusion;
    }
}
