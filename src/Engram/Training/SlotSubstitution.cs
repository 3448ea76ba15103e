using Engram.Corpora;
using Engram.Encoders;
using Engram.Models;
using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Training;

/// <summary>Puts other values into the slots of a sentence: where the corpus says <em>to Boston</em>, the network also reads <em>to
/// Taipei</em>.</summary>
/// <remarks>A value comes from a slot of the same name elsewhere in the corpus, each distinct value as often as any other. So the words around a
/// slot are learnt apart from the words in it, and a rare value meets many sentences. This is the mention replacement of Dai and Adel, "An
/// Analysis of Simple Data Augmentation for Named Entity Recognition", COLING 2020, section 3. Plain tags have no slots and stay as they
/// are.</remarks>
internal sealed class SlotSubstitution
{
    private readonly Dictionary<string, List<WordFeatures[]>> _values = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<TokenSpan>[] _slots;
    private readonly TrainingSet _set;
    private readonly TaggerLabels _labels;
    private readonly double _share;

    /// <summary>Lists the values of each slot.</summary>
    /// <param name="corpus">The annotated sentences.</param>
    /// <param name="set">The same sentences in numbers.</param>
    /// <param name="labels">The numbers of the tags.</param>
    /// <param name="share">The share of the slots that get another value, 0 to 1.</param>
    public SlotSubstitution(Corpus corpus, TrainingSet set, TaggerLabels labels, double share)
    {
        (_set, _labels, _share) = (set, labels, share);
        _slots = [.. corpus.Select(sentence => TagSpans.Read(sentence.Tags!, corpus.Scheme))];
        HashSet<(string Slot, string Value)> seen = [];
        for (int i = 0; i < _slots.Length; i++)
        {
            foreach (TokenSpan slot in _slots[i])
            {
                if (!seen.Add((slot.Name, string.Join('\t', corpus[i].Tokens.Skip(slot.Start).Take(slot.Length)))))
                    continue;
                if (!_values.TryGetValue(slot.Name, out List<WordFeatures[]>? values))
                    _values.Add(slot.Name, values = []);
                values.Add(set.Words[i][slot.Start..slot.End]);
            }
        }
    }

    /// <summary>A sentence with other values in some of its slots.</summary>
    /// <param name="sentence">Its number in the corpus.</param>
    /// <param name="random">Where the choices come from.</param>
    /// <returns>Its words and their tags; those of the corpus where nothing was chosen.</returns>
    public (WordFeatures[] Words, int[] Tags) Apply(int sentence, SeededRandom random)
    {
        List<WordFeatures> words = [];
        List<TokenSpan> slots = [];
        WordFeatures[] original = _set.Words[sentence];
        int copied = 0;
        foreach (TokenSpan slot in _slots[sentence])
        {
            words.AddRange(original.AsSpan(copied, slot.Start - copied));
            List<WordFeatures[]> values = _values[slot.Name];
            WordFeatures[] value = random.NextDouble() < _share ? values[random.Next(values.Count)] : original[slot.Start..slot.End];
            slots.Add(new TokenSpan(words.Count, words.Count + value.Length, slot.Name));
            words.AddRange(value);
            copied = slot.End;
        }

        if (slots.Count == 0)
            return (original, _set.Tags[sentence]);
        words.AddRange(original.AsSpan(copied));
        return ([.. words], [.. TagSpans.Write(slots, words.Count, _labels.Scheme).Select(_labels.Tag)]);
    }
}
