using System.Numerics;
using Engram.Encoders;
using Engram.Models;
using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Inspection;

/// <summary>Goes back from the log-odds of a tag through the whole network to the vectors of the words.</summary>
/// <remarks>Going back adds to the gradients of the network's parameters, which nobody reads here; so the network must be one's own.</remarks>
/// <typeparam name="T"><see cref="float"/> to explain, <see cref="double"/> to check gradients.</typeparam>
internal sealed class TagGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TaggerPass<T> _pass;
    private readonly TagLogOdds<T> _logOdds;
    private readonly WordBatch _batch = new();
    private readonly RowBuffer<T> _emissions;
    private readonly RowBuffer<T> _dEmissions;
    private readonly RowBuffer<T> _dIntents;

    public TagGradient(TaggerNetwork<T> network, TagConstraints constraints, double temperature)
    {
        _pass = new TaggerPass<T>(network);
        _logOdds = new TagLogOdds<T>(network.Crf.CreateLattice(network.TrainsTransitions ? constraints : null, temperature), temperature);
        _emissions = new RowBuffer<T>(network.Crf.Tags);
        _dEmissions = new RowBuffer<T>(network.Crf.Tags);
        _dIntents = new RowBuffer<T>(Math.Max(1, network.Intents?.OutputSize ?? 0));
    }

    /// <summary>The log-odds of a tag at a word of some sentences of one length.</summary>
    public double[] Scores(ReadOnlySpan<WordFeatures[]> sentences, ReadOnlySpan<int> words, int tag)
    {
        _batch.Fill(sentences);
        _pass.Forward(_batch);
        double[] scores = new double[sentences.Length];
        for (int rank = 0; rank < scores.Length; rank++)
        {
            int sentence = _batch.Layout.Sentence(rank);
            scores[sentence] = _logOdds.Score(Emissions(rank), words[sentence], tag);
        }

        return scores;
    }

    /// <summary>The log-odds of a tag at a word, leaving the gradient of every word's vector behind for <see cref="Measure"/>.</summary>
    public double Backpropagate(WordFeatures[] sentence, int word, int tag)
    {
        _batch.Fill([sentence]);
        _pass.Forward(_batch);
        RowBlock<T> dEmissions = _dEmissions.Resize(sentence.Length);
        double score = _logOdds.Backpropagate(Emissions(rank: 0), word, tag, dEmissions);
        _dIntents.Resize(1);
        _dIntents.Clear();
        _pass.Backpropagate(_batch, dEmissions, _dIntents.Block); // of one sentence, words are rows
        return score;
    }

    /// <summary>Computes something of each word from its vector and the gradient of it.</summary>
    public double[] Measure(Func<T, T, double> term)
    {
        RowBlock<T> input = _pass.Input, gradient = _pass.InputGradient;
        double[] sums = new double[input.Rows];
        for (int row = 0; row < sums.Length; row++)
        {
            for (int column = 0; column < input.Columns; column++)
                sums[row] += term(input[row, column], gradient[row, column]);
        }

        return sums;
    }

    private RowBlock<T> Emissions(int rank)
    {
        RowBlock<T> emissions = _emissions.Resize(_batch.Layout.Length(rank)), all = _pass.Emissions;
        for (int word = 0; word < emissions.Rows; word++)
            all.Row(_batch.Layout.Row(rank, word)).CopyTo(emissions.Row(word));
        return emissions;
    }
}
