using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Families;

namespace Engram.Conformance.Tests;

/// <summary>Each refusal on cases made for it, at every place where the option may stand: it is found there, and the adapter says so.</summary>
public class RefusalTests
{
    private const string Matrix = """{"dtype":"float64","shape":[1,1],"data":[1]}""";

    public static TheoryData<string> Options() => [.. Refusals.All.Select(refusal => refusal.Option)];

    [Theory]
    [MemberData(nameof(Options))]
    public void Run_OfAnOptionThatIsRefused_NamesIt(string option)
    {
        VectorCase[] cases = CasesOf(option);

        Assert.NotEmpty(cases);
        foreach (VectorCase vector in cases)
        {
            Assert.Equal(option, Refusals.For(vector)?.Option);
            NotSupportedException error = Assert.Throws<NotSupportedException>(() => CaseRunners.Run(vector));
            Assert.Contains(option, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void For_AnOptionElsewhereThanWhereItMatters_IsNothing()
    {
        Assert.Null(Refusals.For(HandMade.Case("""{"kind":"keras.LSTM","name":"gelu","notes":"softmax, use_ema","attributes":{"activation":"tanh"}}""")));
        Assert.Null(Refusals.For(HandMade.Case("""{"kind":"keras.Sequential","layers":[{"kind":"keras.Dense","attributes":{"activation":"softmax"}}]}""")));
        Assert.Null(Refusals.For(HandMade.Case("""{"kind":"tflite.LSTM","weights":{"input_layer_norm_coefficients":null}}""")));
    }

    private static VectorCase[] CasesOf(string option) => option switch
    {
        "use_ema" =>
        [
            HandMade.Case("""{"kind":"keras.optimizers.SGD","attributes":{"use_ema":true} }"""),
            HandMade.Case($$"""
                {"kind":"keras.Sequential","layers":[{{Elman("tanh")}}],"inputs":{"x":{{HandMade.One}},"y":{{HandMade.One}} },
                 "steps":[{"action":"fit","optimizer":{"name":"sgd","use_ema":true} }]}
                """),
        ],
        "a stack of cells" => [Call(Stack), HandMade.Sequential($"{{{Stack}}}", HandMade.One, HandMade.One)],
        "layer_norm_coefficients" =>
        [
            HandMade.Case($$"""
                {"kind":"tflite.RNN","attributes":{"units":1},"inputs":{"X":{{HandMade.One}} },"weights":{"input_weights":{{Matrix}},
                 "recurrent_weights":{{Matrix}},"bias":{"dtype":"float64","shape":[1],"data":[0]},
                 "input_layer_norm_coefficients":{"dtype":"float64","shape":[1],"data":[1]} } }
                """),
        ],
        _ when option.EndsWith("of a cell", StringComparison.Ordinal) => OfCell(option.Split('\'')[1]),
        _ when option.StartsWith("layer", StringComparison.Ordinal) =>
        [
            HandMade.Sequential($$"""{{Elman("tanh")}},{"kind":"{{option.Split('\'')[1]}}","attributes":{} }""", HandMade.One, HandMade.One),
        ],
        _ => [.. OfCell(option.Split('\'')[1]), HandMade.Sequential(Dense(option.Split('\'')[1]), HandMade.One, HandMade.One)],
    };

    private static string Stack => $$"""
        "kind":"keras.Bidirectional","attributes":{},
        "forward":{"kind":"keras.RNN","attributes":{},"cells":[{{Elman("tanh")}},{{Elman("tanh")}}]},
        "backward":{"kind":"keras.RNN","attributes":{"go_backwards":true},"cells":[{{Elman("tanh")}},{{Elman("tanh")}}]}
        """;

    // In a layer by itself, in a cell, and in a layer among others.
    private static VectorCase[] OfCell(string activation) =>
    [
        Call(Elman(activation)[1..^1]),
        Call($$"""  "kind":"keras.RNN","attributes":{},"cells":[{{Elman(activation)}}]  """),
        HandMade.Sequential(Elman(activation), HandMade.One, HandMade.One),
    ];

    private static VectorCase Call(string layer) => HandMade.Case($$"""{ {{layer}},"calls":[{"inputs":{"sequence":{{HandMade.One}} } }]}""");

    private static string Elman(string activation) =>
        $$"""{"kind":"keras.SimpleRNN","attributes":{"units":1,"activation":"{{activation}}"},"weights":{{HandMade.Unit}} }""";

    private static string Dense(string activation) =>
        $$"""{"kind":"keras.Dense","attributes":{"units":1,"activation":"{{activation}}"},"weights":{"kernel":{{Matrix}} } }""";
}
