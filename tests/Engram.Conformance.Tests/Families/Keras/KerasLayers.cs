using System.Numerics;
using System.Text.Json;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>Builds layers of Keras from what a case says of them.</summary>
internal static class KerasLayers
{
    private const string OneVectorAStep = "A network here takes a vector a step and gives a vector a step.";

    /// <summary>Those that Engram has chosen not to have, each with the reason; see <see cref="Refusals"/>.</summary>
    public static readonly IReadOnlyDictionary<string, string> Refused = new Dictionary<string, string>
    {
        ["keras.Flatten"] = OneVectorAStep,
        ["keras.RepeatVector"] = OneVectorAStep,
        ["keras.Reshape"] = OneVectorAStep,
        ["keras.Permute"] = OneVectorAStep,
        ["keras.GlobalAveragePooling1D"] = OneVectorAStep,
        ["keras.GlobalMaxPooling1D"] = OneVectorAStep,
        ["keras.BatchNormalization"] = "What a sentence gets would depend on the sentences beside it.",
        ["keras.Conv1D"] = "A window of words before a dense layer is what Engram has for it.",
    };

    /// <summary>Builds one.</summary>
    /// <param name="where">What it belongs to, for messages.</param>
    /// <param name="json">The layer: <c>kind</c>, <c>attributes</c>, and its weights or parts.</param>
    /// <exception cref="NotSupportedException">The kind is not known.</exception>
    public static KerasLayer<T> Create<T>(string where, JsonElement json)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => json.GetProperty("kind").GetString() switch
        {
            "keras.SimpleRNN" or "keras.LSTM" or "keras.GRU" or "keras.RNN" => new KerasRecurrent<T>(where, json),
            "keras.Bidirectional" => new KerasBidirectional<T>(where, json),
            "keras.Dense" => new KerasDense<T>(where, json),
            "keras.TimeDistributed" => Create<T>(where, json.GetProperty("layer")), // what it may hold works on each vector by itself
            "keras.Embedding" => new KerasEmbedding<T>(where, json),
            "keras.Activation" => new KerasActivation<T>(where, json),
            "keras.Masking" => new KerasMasking<T>(where, json),
            "keras.LayerNormalization" => new KerasNormalization<T>(where, json),
            "keras.InputLayer" or "keras.Dropout" or "keras.SpatialDropout1D" => new KerasPassing<T>(where, json),
            { } refused when Refused.ContainsKey(refused) => throw new NotSupportedException($"The layer '{refused}' is none of Engram's."),
            var kind => throw new NotSupportedException($"{where}: the layer '{kind}' is not known here."),
        };
}
