using Engram.Interop.Onnx;

namespace Engram.Interop.Tests.Onnx;

public sealed class OnnxModelTests
{
    // Every field of y = x + b by hand, from the numbers in onnx.proto: what each group of bytes is stands beside it.
    [Fact]
    public void WriteTo_OfAnAddition_WritesTheseBytes()
    {
        OnnxModel model = new(
            "g",
            [new("x", OnnxElement.F32, ["n", "2"])],
            [new("y", OnnxElement.F32, ["n", "2"])],
            [new("Add", ["x", "b"], ["y"], [])],
            [new("b", [2], [1f, -2f])]);

        Assert.Equal(
            "0807" // ir_version 7
            + "1206456E6772616D" // producer_name "Engram"
            + "3A52" // graph, 82 bytes
            + "0A0E" + "0A0178" + "0A0162" + "120179" + "2203416464" // node: inputs x, b; output y; op_type "Add"
            + "120167" // name "g"
            + "2A11" + "0802" + "1001" + "420162" + "4A080000803F000000C0" // initializer: dims 2, FLOAT, name, raw data
            + "5A14" + "0A0178" + "120F" + "0A0D" + "0801" + "1209" + "0A0312016E" + "0A020802" // input x: FLOAT [n, 2]
            + "6214" + "0A0179" + "120F" + "0A0D" + "0801" + "1209" + "0A0312016E" + "0A020802" // output y
            + "4202" + "100E", // opset_import: version 14
            Hex(model));
    }

    [Fact]
    public void Settings_CarryTheirType()
    {
        Assert.Equal("0A01681807A00102", Hex(new OnnxSetting("h", 7)));
        Assert.Equal("0A01642203666F6FA00103", Hex(new OnnxSetting("d", "foo")));
        Assert.Equal("0A017040004002A00107", Hex(new OnnxSetting("p", [0L, 2])));
        Assert.Equal("0A01734A01614A0162A00108", Hex(new OnnxSetting("s", ["a", "b"])));
    }

    [Fact]
    public void Tensor_WithTooFewValues_SaysHowManyItNeeds()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new OnnxTensor("W", [2, 3], [1f]));

        Assert.Equal("OnnxTensor 'W': [2, 3] holds 6 values, but 1 were given. Give one a place.", error.Message);
    }

    private static string Hex(OnnxSetting setting)
    {
        ProtobufWriter writer = new();
        setting.Write(writer);
        return Convert.ToHexString(writer.Written);
    }

    private static string Hex(OnnxModel model)
    {
        using MemoryStream stream = new();
        model.WriteTo(stream);
        return Convert.ToHexString(stream.ToArray());
    }
}
