using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Families;

namespace Engram.Conformance.Tests;

/// <summary>Layers of Keras that the usual files do not hold, on numbers worked out by hand.</summary>
public class KerasLayersTests
{
    private const string Sequence = """{"dtype":"float64","shape":[1,3,2],"data":[1,3,0,0,4,2]}""";
    private const string Adder = """
        {"kind":"keras.SimpleRNN","attributes":{"units":1,"activation":"linear","use_bias":false,"return_sequences":true},
         "weights":{"kernel":{"dtype":"float64","shape":[2,1],"data":[1,1]},"recurrent_kernel":{"dtype":"float64","shape":[1,1],"data":[2]}}}
        """;

    public static TheoryData<string, string, string> Cases() => new()
    {
        // 4; kept; 2·4 + 6: the masked step does not double the memory.
        { $$"""{"kind":"keras.Masking","attributes":{"mask_value":0} },{{Adder}}""", Sequence, "[1,3,1],4,4,14" },

        // 0, ln 3: a quarter and three quarters.
        { Dense("softmax"), Vector("0,1.0986122886681098"), "[1,2],0.25,0.75" },
        { Dense("log_softmax"), Vector("0,1.0986122886681098"), "[1,2],-1.3862943611198906,-0.2876820724517809" },
        { """{"kind":"keras.Activation","attributes":{"activation":"softmax"}}""", Vector("1,1"), "[1,2],0.5,0.5" },
        { """{"kind":"keras.Activation","attributes":{"activation":"relu"}}""", Vector("-2,3"), "[1,2],0,3" },
        { """{"kind":"keras.Activation","attributes":{"activation":"celu"}}""", Vector("-0.6931471805599453,3"), "[1,2],-0.5,3" },
        { """{"kind":"keras.Activation","attributes":{"activation":"sparse_sigmoid"}}""", Vector("0.5,-2"), "[1,2],0.75,0" },

        // Mean 2, variance 1: −1 and 1, then scaled and shifted.
        {
            """
            {"kind":"keras.LayerNormalization","attributes":{"axis":-1,"epsilon":1e-12},
             "weights":{"gamma":{"dtype":"float64","shape":[2],"data":[2,3]},"beta":{"dtype":"float64","shape":[2],"data":[1,0]}}}
            """,
            Vector("1,3"), "[1,2],-1,3"
        },
        {
            """
            {"kind":"keras.InputLayer","attributes":{}},{"kind":"keras.Dropout","attributes":{"rate":0.5}},
            {"kind":"keras.SpatialDropout1D","attributes":{"rate":0.5}}
            """,
            Vector("1,3"), "[1,2],1,3"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Predict_ThroughALayer_GivesWhatIsWorkedOutByHand(string layers, string x, string output)
    {
        int data = output.IndexOf(']', StringComparison.Ordinal) + 1;
        string expected = $$"""{"dtype":"float64","shape":{{output[..data]}},"data":[{{output[(data + 1)..]}}]}""";

        CaseRunners.Run(HandMade.Sequential(layers, x, expected));
    }

    [Fact]
    public void Fit_WithDropout_SaysThatItIsRandom()
    {
        VectorCase vector = HandMade.Case($$"""
            {"kind":"keras.Sequential","layers":[{"kind":"keras.Dropout","attributes":{"rate":0.5} }],
             "inputs":{"x":{{Vector("1,3")}},"y":{{Vector("1,3")}} },"steps":[{"action":"fit","optimizer":{"name":"sgd"} }]}
            """);

        NotSupportedException error = Assert.Throws<NotSupportedException>(() => CaseRunners.Run(vector));

        Assert.Contains("draws at random", error.Message, StringComparison.Ordinal);
    }

    private static string Vector(string elements) => $$"""{"dtype":"float64","shape":[1,2],"data":[{{elements}}]}""";

    private static string Dense(string activation) => $$"""
        {"kind":"keras.Dense","attributes":{"units":2,"activation":"{{activation}}","use_bias":false},
         "weights":{"kernel":{"dtype":"float64","shape":[2,2],"data":[1,0,0,1]} } }
        """;
}
