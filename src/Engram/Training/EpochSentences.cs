using Engram.Encoders;
using Engram.Numerics;

namespace Engram.Training;

/// <summary>The sentences that an epoch reads: those of the corpus, or, with <see cref="SlotSubstitution"/>, others like them.</summary>
internal sealed class EpochSentences
{
    private readonly SlotSubstitution? _substitution;

    public EpochSentences(TrainingSet set, SlotSubstitution? substitution)
    {
        _substitution = substitution;
        Words = [.. set.Words];
        Tags = [.. set.Tags];
        Lengths = [.. Words.Select(words => words.Length)];
    }

    public WordFeatures[][] Words { get; }

    public int[][] Tags { get; }

    public int[] Lengths { get; }

    /// <summary>Draws the sentences of the next epoch.</summary>
    /// <param name="random">The epoch's.</param>
    public void Draw(SeededRandom random)
    {
        if (_substitution is null)
            return;
        for (int i = 0; i < Words.Length; i++)
        {
            (Words[i], Tags[i]) = _substitution.Apply(i, random);
            Lengths[i] = Words[i].Length;
        }
    }
}
