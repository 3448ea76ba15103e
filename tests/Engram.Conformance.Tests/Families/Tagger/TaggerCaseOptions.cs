using Engram.Conformance.Tests.Cases;
using Engram.Models;

namespace Engram.Conformance.Tests.Families.Tagger;

/// <summary>The attributes of a tagger.</summary>
internal sealed class TaggerCaseOptions
{
    /// <summary>Reads them all.</summary>
    /// <param name="vector">The case.</param>
    public TaggerCaseOptions(VectorCase vector)
    {
        CaseOptions options = new(vector.Name, vector.Attributes);
        Kind = options.Text("cell", "");
        HasBias = options.Flag("bias", true);
        Vocabulary = options.Whole("vocabulary", 0);
        Labels = options.Whole("labels", 0);
        IsCrf = options.Text("loss", "cross_entropy") switch
        {
            "crf" => true,
            "cross_entropy" => false,
            var loss => throw new NotSupportedException($"{vector.Name}: the loss '{loss}' is not known here."),
        };
        Network = new()
        {
            Cell = Kind switch
            {
                "torch.RNN" => Elman(vector.Name, options.Text("nonlinearity", "tanh")),
                "torch.LSTM" => CellKind.Lstm,
                "torch.GRU" => CellKind.GruResetAfter,
                _ => throw new NotSupportedException($"{vector.Name}: the cell '{Kind}' is not known here."),
            },
            WordSize = options.Whole("embedding_size", 0),
            Window = options.Whole("window", 1),
            Units = options.Whole("hidden_size", 0),
            Layers = options.Whole("num_layers", 1),
            Bidirectional = options.Flag("bidirectional", false),
            Output = IsCrf ? OutputKind.Crf : OutputKind.Softmax,
            CharacterUnits = 0,
            ShapeSize = 0,
            Dropout = 0,
            WordDropout = 0,
        };
        options.RequireAllAsked();
    }

    /// <summary>The cell, by PyTorch's name.</summary>
    public string Kind { get; }

    /// <summary>Whether the recurrent layers have biases.</summary>
    public bool HasBias { get; }

    /// <summary>Words, the one of padding included.</summary>
    public int Vocabulary { get; }

    /// <summary>Labels.</summary>
    public int Labels { get; }

    /// <summary>Whether the loss is a field's, summed over the sentences; else a cross-entropy, the mean over the words.</summary>
    public bool IsCrf { get; }

    /// <summary>What the product calls such a network.</summary>
    public TaggerOptions Network { get; }

    private static CellKind Elman(string where, string nonlinearity) => nonlinearity switch
    {
        "tanh" => CellKind.Elman,
        "relu" => CellKind.ElmanRelu,
        _ => throw new NotSupportedException($"{where}: the nonlinearity '{nonlinearity}' is not known here."),
    };
}
