using System.Numerics;
using Engram.Layers;
using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Models;

/// <summary>Turns scores into tags and probabilities. One decoder serves one thread at a time.</summary>
/// <remarks>Tags are the best sequence that the scheme allows (Viterbi, temperature 1). Probabilities are marginals of the field, or, with a
/// softmax output, the words' softmaxes, at the temperature that calibration has found.</remarks>
public sealed class TaggerDecoder
{
    private readonly TaggerLabels _labels;
    private readonly CrfLattice<float> _best;
    private readonly CrfLattice<float> _probable;
    private readonly CrfWorkspace<float> _workspace;
    private readonly RowBuffer<float> _emissions;
    private readonly float _intentScale;
    private readonly TagConstraints _constraints;
    private readonly float _scale;
    private readonly bool _independent;

    /// <summary>Creates a decoder.</summary>
    /// <param name="network">The network, whose field is taken as it is now.</param>
    /// <param name="labels">What the numbers stand for.</param>
    /// <param name="temperatures">What scores are divided by.</param>
    public TaggerDecoder(TaggerNetwork<float> network, TaggerLabels labels, TaggerTemperatures temperatures)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(temperatures);
        TagConstraints constraints = labels.Constraints;
        _labels = labels;
        _best = network.Crf.CreateLattice(constraints);
        _probable = network.Crf.CreateLattice(network.TrainsTransitions ? constraints : null, temperatures.Tags);
        _workspace = new CrfWorkspace<float>(labels.Tags.Count);
        _emissions = new RowBuffer<float>(labels.Tags.Count);
        _intentScale = (float)(1 / temperatures.Intents);
        _constraints = constraints;
        _scale = (float)(1 / temperatures.Tags);
        _independent = !network.TrainsTransitions;
    }

    /// <summary>Decodes one sentence of a batch.</summary>
    /// <param name="pass">A pass that has run the batch forward.</param>
    /// <param name="layout">How the batch is laid out.</param>
    /// <param name="rank">The rank of the sentence.</param>
    /// <exception cref="NotFiniteNumberException">The network gives scores that are infinite or no numbers.</exception>
    public SentencePrediction Decode(TaggerPass<float> pass, PackedBatch layout, int rank)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(layout);
        return Decode(Load(pass, layout, rank), _labels.Intents.Count == 0 ? [] : pass.IntentScores.Row(rank));
    }

    /// <summary>Decodes the scores of one sentence.</summary>
    /// <param name="emissions">Scores of the tags, <c>[length, tags]</c>, finite; are changed.</param>
    /// <param name="intents">Scores of the intents; empty where there are none.</param>
    internal SentencePrediction Decode(RowBlock<float> emissions, ReadOnlySpan<float> intents)
    {
        int[] tags = new int[emissions.Rows];
        float[] marginals = new float[emissions.Rows * _labels.Tags.Count];
        if (_independent)
            DecodeWords(emissions, tags, marginals);
        else
            DecodeSequence(emissions, tags, marginals);
        IReadOnlyList<TokenSpan> spans = TagSpans.Read([.. tags.Select(tag => _labels.Tags[tag])], _labels.Scheme);
        double[] spanProbabilities = [.. spans.Select(span => SpanProbability(span, tags, marginals))];
        return new SentencePrediction(tags, marginals, spans, spanProbabilities, Intents(intents));
    }

    /// <summary>How many tags at the beginning no further word can change: those on which all ways to any tag of the last known word agree.</summary>
    /// <param name="emissions">Scores of the tags, finite.</param>
    /// <param name="known">How many rows at the beginning further words leave as they are.</param>
    internal int DecidedTags(RowBlock<float> emissions, int known)
    {
        if (known < 2)
            return 0;
        int[] best = new int[emissions.Rows];
        _best.Viterbi(emissions, best, _workspace);
        int decided = CrfSearch<float>.Agreed(_workspace, known);
        if (!_independent)
            return decided;
        // Words that do not know of each other have the best sequence only where their own best tags cannot stand side by side.
        for (int step = 0; step < decided; step++)
        {
            if (Largest(emissions.Row(step)) != best[step])
                return step;
        }

        return decided;
    }

    /// <summary>The best sequences of a sentence, best first; with a softmax output, whose words do not know of each other, its own.</summary>
    /// <param name="pass">The pass that was decoded.</param>
    /// <param name="layout">How its batch is laid out.</param>
    /// <param name="rank">The rank of the sentence.</param>
    /// <param name="decoded">What decoding made of it.</param>
    /// <param name="most">How many, 1 or more.</param>
    internal TracedPath[] BestPaths(TaggerPass<float> pass, PackedBatch layout, int rank, SentencePrediction decoded, int most)
    {
        RowBlock<float> emissions = Load(pass, layout, rank);
        if (_independent)
        {
            double score = 0;
            for (int step = 0; step < decoded.Tags.Length; step++)
                score += emissions[step, decoded.Tags[step]];
            return [new TracedPath(Names(decoded.Tags), score, PathProbability(0, decoded.Tags, decoded.Marginals))];
        }

        List<TracedPath> paths = [];
        foreach (TagPath path in _best.Best(emissions, most, _workspace))
        {
            double logLikelihood = _probable.LogLikelihood(emissions, [.. path.Tags], _workspace);
            paths.Add(new TracedPath(Names(path.Tags), path.Score, Math.Min(1, Math.Exp(logLikelihood))));
        }

        return [.. paths];
    }

    private string[] Names(IEnumerable<int> tags) => [.. tags.Select(tag => _labels.Tags[tag])];

    private RowBlock<float> Load(TaggerPass<float> pass, PackedBatch layout, int rank)
    {
        RowBlock<float> emissions = _emissions.Resize(layout.Length(rank)), scores = pass.Emissions;
        for (int step = 0; step < emissions.Rows; step++)
        {
            ReadOnlySpan<float> row = scores.Row(layout.Row(rank, step));
            RequireFinite(row);
            row.CopyTo(emissions.Row(step));
        }

        return emissions;
    }

    // x − x is 0 for finite numbers only.
    internal static void RequireFinite(ReadOnlySpan<float> scores)
    {
        Vector<float> differences = Vector<float>.Zero;
        float rest = 0;
        int i = 0;
        for (; i <= scores.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> some = new(scores[i..]);
            differences += some - some;
        }

        for (; i < scores.Length; i++)
            rest += scores[i] - scores[i];
        if (rest != 0 || differences != Vector<float>.Zero)
        {
            throw new NotFiniteNumberException("The network's scores are not finite numbers, because its weights are too large. Train it again with "
                + "a lower learning rate.");
        }
    }

    private void DecodeSequence(RowBlock<float> emissions, int[] tags, float[] marginals)
    {
        _best.Viterbi(emissions, tags, _workspace);
        _probable.ForwardBackward(emissions, _workspace);
        for (int step = 0; step < tags.Length; step++)
            _workspace.Marginals.Row(step).CopyTo(marginals.AsSpan(step * _labels.Tags.Count));
    }

    // Words that do not know of each other: the best tags are the best sequence, unless the scheme forbids it.
    private void DecodeWords(RowBlock<float> emissions, int[] tags, float[] marginals)
    {
        int count = _labels.Tags.Count;
        for (int step = 0; step < tags.Length; step++)
            tags[step] = Largest(emissions.Row(step));
        if (!_constraints.Allow(tags))
            _best.Viterbi(emissions, tags, _workspace);
        Rows.Scale(_scale, emissions);
        for (int step = 0; step < tags.Length; step++)
            Softmax.Apply<float>(emissions.Row(step), marginals.AsSpan(step * count, count));
    }

    private static int Largest(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
                best = i;
        }

        return best;
    }

    // A slot is there when its words have these tags and, in a scheme where a slot could go on, the next word does not continue it.
    private double SpanProbability(TokenSpan span, int[] tags, float[] marginals)
    {
        double probability = PathProbability(span.Start, tags.AsSpan(span.Start, span.Length), marginals);
        if (span.End == tags.Length)
            return probability;
        int last = tags[span.End - 1];
        double longer = 0;
        foreach (int continuation in _labels.Continuations(last))
        {
            int[] path = [.. tags[span.Start..span.End], continuation];
            longer += PathProbability(span.Start, path, marginals);
        }

        return Math.Max(0, probability - longer);
    }

    private double PathProbability(int start, ReadOnlySpan<int> path, float[] marginals)
    {
        if (!_independent)
            return _probable.SpanProbability(start, path, _workspace);
        double probability = 1;
        for (int i = 0; i < path.Length; i++)
            probability *= marginals[((start + i) * _labels.Tags.Count) + path[i]];
        return probability;
    }

    private float[] Intents(ReadOnlySpan<float> scores)
    {
        if (scores.IsEmpty)
            return [];
        float[] probabilities = new float[scores.Length];
        RequireFinite(scores);
        for (int i = 0; i < probabilities.Length; i++)
            probabilities[i] = scores[i] * _intentScale;
        Softmax.Apply<float>(probabilities, probabilities);
        return probabilities;
    }
}
