namespace Engram.Layers;

/// <summary>What a network writes at a step that the mask leaves out. The state passes such a step unchanged either way.</summary>
public enum MaskedOutput
{
    /// <summary>The output of the step before once more, as Keras does for a layer that reads forward; 0 before the first step that counts.</summary>
    RepeatLast,

    /// <summary>0, as in Keras's <c>Bidirectional</c>, and in ONNX beyond the length of a sequence.</summary>
    Zero,
}
