namespace Engram.Cells;

/// <summary>What kind of Jordan network.</summary>
public sealed record JordanOptions
{
    /// <summary>Activation of the hidden layer. Default: sigmoid, as in the literature on slot filling.</summary>
    public Activation HiddenActivation { get; init; } = Activation.Sigmoid;

    /// <summary>Activation of the output that is fed back; <see langword="null"/>, the default, is the softmax over the output.</summary>
    public Activation? OutputActivation { get; init; }

    /// <summary>How much of the context stays from step to step, from 0 up to, but not, 1. Default 0: the context is the last output alone.</summary>
    public double ContextDecay { get; init; }

    /// <summary>Whether the hidden state is fed back too: the hybrid of Elman and Jordan. Default: it is not.</summary>
    public bool HiddenFeedback { get; init; }
}
