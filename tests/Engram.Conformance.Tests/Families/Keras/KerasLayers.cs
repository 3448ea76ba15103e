using System.Numerics;
using System.Text.Json;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>Builds layers of Keras from what a case says of them.</summary>
internal static class KerasLayers
{
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
            var kind => throw new NotSupportedException($"{where}: the layer '{kind}' is not known here."),
        };
}
