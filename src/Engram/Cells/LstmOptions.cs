namespace Engram.Cells;

/// <summary>What kind of LSTM. The defaults are the usual one: tanh and sigmoid, no peepholes, nothing coupled, cut off or projected.</summary>
public sealed record LstmOptions
{
    /// <summary>Whether the gates see the cell state. Default: they do not.</summary>
    public bool Peepholes { get; init; }

    /// <summary>Whether the input and the forget gate are one. Default: they are two.</summary>
    public LstmCoupling Coupling { get; init; }

    /// <summary>Activation of the three gates, ONNX's f. Default: sigmoid.</summary>
    public Activation GateActivation { get; init; } = Activation.Sigmoid;

    /// <summary>Activation of the candidate, ONNX's g. Default: tanh.</summary>
    public Activation CandidateActivation { get; init; } = Activation.Tanh;

    /// <summary>Activation of the cell state on its way out, ONNX's h. Default: tanh.</summary>
    public Activation OutputActivation { get; init; } = Activation.Tanh;

    /// <summary>The input of the gates' and of the candidate's activation is cut off at ±clip, above 0. Default: no clip.</summary>
    /// <remarks>ONNX's <c>clip</c> as ONNX Runtime computes it: the cell state on its way out is not cut off.</remarks>
    public double? Clip { get; init; }

    /// <summary>The new cell state is cut off at ±clip, above 0, as TensorFlow Lite's <c>cell_clip</c> says. Default: no clip.</summary>
    public double? CellClip { get; init; }

    /// <summary>Length of the projected hidden state, 1 or more. Default: no projection; the hidden state is as long as the units.</summary>
    public int? ProjectionSize { get; init; }

    /// <summary>Whether the projection has a bias. Default: it has none, as in PyTorch.</summary>
    public bool ProjectionBias { get; init; }

    /// <summary>The projected hidden state is cut off at ±clip, above 0. Default: no clip.</summary>
    public double? ProjectionClip { get; init; }

    /// <summary>Whether the activations are the usual ones, for which there are kernels of whole vectors.</summary>
    internal bool HasUsualActivations =>
        GateActivation == Activation.Sigmoid && CandidateActivation == Activation.Tanh && OutputActivation == Activation.Tanh && Clip is null;
}
