using System.Numerics;
using Engram.Cells;
using Engram.Conformance.Tests.Cases;
using Engram.Layers;

namespace Engram.Conformance.Tests.Families.TensorFlow;

/// <summary>The attributes of an operator of TensorFlow Lite.</summary>
internal sealed class LiteOptions
{
    private readonly string _kind;
    private readonly int _units;
    private readonly Activation _activation;
    private readonly LstmOptions _lstm;

    /// <summary>Reads them all.</summary>
    /// <param name="vector">The case.</param>
    public LiteOptions(VectorCase vector)
    {
        _kind = vector.Kind;
        CaseOptions options = new(vector.Name, vector.Attributes);
        _units = options.Whole("n_cell", options.Whole("units", 0));
        _activation = Function(options.Text("activation", "tanh"));
        TimeMajor = options.Flag("time_major", false);
        IsStateful = options.Flag("stateful", false);
        Merge = options.Text("merge", "concat") switch
        {
            "concat" => Merge.Concat,
            "sum" => Merge.Sum,
            "ave" or "average" => Merge.Average,
            "mul" or "product" => Merge.Product,
            var merge => throw new NotSupportedException($"merge '{merge}' is not known here."),
        };
        _lstm = new()
        {
            Coupling = options.Flag("cifg", false) ? LstmCoupling.InputFromForget : LstmCoupling.None,
            Peepholes = options.Flag("peephole", false),
            CandidateActivation = _activation,
            OutputActivation = _activation,
            CellClip = Limit(options.Number("cell_clip")),
            ProjectionSize = options.Flag("projection", false) ? options.Whole("n_output", 0) : null,
            ProjectionClip = options.Flag("projection", false) ? Limit(options.Number("proj_clip")) : null,
        };
        options.Allow("n_input", "n_output", "dense", "equations", "layer_norm", "use_layer_norm").RequireAllAsked();
    }

    /// <summary>Whether time is the first axis.</summary>
    public bool TimeMajor { get; }

    /// <summary>Whether the sentences are successive calls that carry the state on.</summary>
    public bool IsStateful { get; }

    /// <summary>How two directions become one.</summary>
    public Merge Merge { get; }

    /// <summary>Creates the cell of one direction.</summary>
    /// <param name="projectionBias">Whether a projection has a bias.</param>
    public IRecurrentCell<T> CreateCell<T>(bool projectionBias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => _kind switch
        {
            "tflite.GRU" => new GruCell<T>(_units),
            "tflite.RNN" or "tflite.BidirectionalRNN" => new ElmanCell<T>(_units, _activation),
            _ => new LstmCell<T>(_units, _lstm with { ProjectionBias = projectionBias }),
        };

    // A limit of 0 is none.
    private static double? Limit(double? limit) => limit is 0 ? null : limit;

    private static Activation Function(string name) => name switch
    {
        "none" => Activation.Linear,
        "relu_n1_to_1" => new(ActivationKind.Clamp, -1, 1),
        _ => ActivationNames.FromKeras(name),
    };
}
