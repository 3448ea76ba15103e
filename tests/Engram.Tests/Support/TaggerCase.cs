using System.Numerics;
using Engram.Corpora;
using Engram.Encoders;
using Engram.Models;
using Engram.Numerics;
using Engram.Tagging;
using Engram.Training;

namespace Engram.Tests.Support;

/// <summary>A small tagger with every encoder on, and some sentences for it.</summary>
public sealed class TaggerCase<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[][] _tags;
    private readonly int[] _intents;
    private readonly TaggerLoss<T> _loss;

    public TaggerCase(TaggerOptions options, int seed, WorkTeam? team = null)
    {
        TaggerLexicon lexicon = TaggerLexicon.Collect(options, new WordNormalizer(Tokenizer.DefaultFolding), TaggerSample.Sentences);
        TaggerLabels labels = new(["B-from", "B-to", "I-to", "O"], TagScheme.Bio, ["book", "ask"]);
        Network = new TaggerNetwork<T>(options, lexicon, labels);
        Network.Initialize(seed);
        Some.Unsettle(Network.Parameters.Where(parameter => parameter.Rows < 1000), seed);
        Network.Prepare();
        Pass = new TaggerPass<T>(Network, team);
        _loss = new TaggerLoss<T>(Network, labels.Constraints, 0.3, team);
        Dictionary<string, WordFeatures> features = TaggerSample.Sentences.SelectMany(sentence => sentence.Tokens).Distinct()
            .ToDictionary(token => token, lexicon.Features);
        Batch.Fill([.. TaggerSample.Sentences.Select(sentence => sentence.Tokens.Select(token => features[token]).ToArray())]);
        _tags = [.. TaggerSample.Sentences.Select(sentence => sentence.Tags!.Select(labels.Tag).ToArray())];
        _intents = [.. TaggerSample.Sentences.Select(sentence => labels.Intent(sentence.Intent))];
    }

    public TaggerNetwork<T> Network { get; }

    public TaggerPass<T> Pass { get; }

    public WordBatch Batch { get; } = new();

    /// <summary>The loss; the gradients are cleared before they are computed.</summary>
    /// <param name="masks">The seed of the masks of dropout; none without.</param>
    /// <param name="teach">Whether the right tags are fed back.</param>
    public double Loss(int? masks = null, bool teach = false)
    {
        if (teach)
            Pass.Teach(Batch, _tags);
        Network.Prepare();
        foreach (Parameter<T> parameter in Network.Parameters)
            Array.Clear(parameter.Gradient);
        Pass.Forward(Batch, masks is null ? null : new SeededRandom(masks.Value));
        (double tags, double intents) = _loss.Backpropagate(Pass, Batch, _tags, _intents);
        return tags + (0.3 * intents);
    }
}
