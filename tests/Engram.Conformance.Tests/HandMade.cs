using System.Text.Json;
using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests;

/// <summary>Cases made by hand, for what no file may happen to hold.</summary>
internal static class HandMade
{
    /// <summary>One step of one column for one sentence.</summary>
    public const string One = """{"dtype":"float64","shape":[1,1,1],"data":[1]}""";

    /// <summary>The weights of one unit that reads one column.</summary>
    public const string Unit = """
        {"kernel":{"dtype":"float64","shape":[1,1],"data":[1]},"recurrent_kernel":{"dtype":"float64","shape":[1,1],"data":[0]},
         "bias":{"dtype":"float64","shape":[1],"data":[0]}}
        """;

    /// <summary>A case from its text.</summary>
    public static VectorCase Case(string json)
    {
        JsonElement element = JsonElement.Parse(json);
        string kind = element.GetProperty("kind").GetString()!;
        return new VectorCase("by hand", kind, kind, element);
    }

    /// <summary>Layers of Keras one above the other.</summary>
    /// <param name="layers">The layers, as a list of JSON.</param>
    /// <param name="x">What goes in.</param>
    /// <param name="output">What must come out.</param>
    public static VectorCase Sequential(string layers, string x, string output) => Case($$"""
        {"kind":"keras.Sequential","layers":[{{layers}}],"tolerance":{"atol":1e-6},"inputs":{"x":{{x}} },
         "steps":[{"action":"predict","expected":{"output":{{output}} } }]}
        """);
}
