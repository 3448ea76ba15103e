namespace Engram.Cells;

/// <summary>What kind of gated recurrent unit.</summary>
public sealed record GruOptions
{
    /// <summary>Whether the reset gate acts after the recurrent product, which then has a bias of its own. Default: before.</summary>
    /// <remarks>After is PyTorch's form, Keras's <c>reset_after=True</c> and ONNX's <c>linear_before_reset=1</c>; before is the paper's.</remarks>
    public bool ResetAfter { get; init; }

    /// <summary>Activation of the update and the reset gate. Default: sigmoid.</summary>
    public Activation GateActivation { get; init; } = Activation.Sigmoid;

    /// <summary>Activation of the candidate. Default: tanh.</summary>
    public Activation CandidateActivation { get; init; } = Activation.Tanh;

    /// <summary>The input of every activation is cut off at ±clip, above 0. Default: no clip.</summary>
    public double? Clip { get; init; }

    /// <summary>Whether the activations are the usual ones, for which there are kernels of whole vectors.</summary>
    internal bool IsUsual => GateActivation == Activation.Sigmoid && CandidateActivation == Activation.Tanh && Clip is null;
}
