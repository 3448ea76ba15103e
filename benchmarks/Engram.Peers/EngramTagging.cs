using System.Numerics.Tensors;
using Engram.Encoders;
using Engram.Models;
using Engram.Numerics;

namespace Engram.Peers;

/// <summary>One thread's run of the network, its words folded into rows as in every tagger, up to the best tag of every word.</summary>
internal sealed class EngramTagging(TaggerNetwork<float> network, WorkTeam? team = null)
{
    private readonly TaggerPass<float> _pass = new(network, team, network.FoldWords());
    private readonly WordBatch _batch = new();

    /// <summary>The scores of the last run, row by row, time step by time step.</summary>
    public RowBlock<float> Scores => _pass.Emissions;

    /// <summary>Writes the best tag of every word.</summary>
    public void Tag(WordFeatures[][] sentences, Span<int> tags)
    {
        _batch.Fill(sentences);
        _pass.Forward(_batch);
        RowBlock<float> scores = _pass.Emissions;
        for (int word = 0; word < scores.Rows; word++)
            tags[word] = TensorPrimitives.IndexOfMax<float>(scores.Row(word));
    }
}
