namespace Engram.Cells;

/// <summary>Whether the input and the forget gate are one gate and its complement.</summary>
public enum LstmCoupling
{
    /// <summary>Two gates, each with parameters of its own.</summary>
    None,

    /// <summary>f = 1 − i: ONNX's <c>input_forget</c>, and the form of Greff et al.</summary>
    ForgetFromInput,

    /// <summary>i = 1 − f: TensorFlow Lite's <c>cifg</c>.</summary>
    InputFromForget,
}
