using System.Text;
using Engram.Models;

namespace Engram.Tests.Models;

public sealed class SafetensorsFileTests
{
    private const string GetItAgain = " Get the file again from where it came, or train the model anew.";

    // Headers as other writers lay them out: spaces, keys in another order, no padding.
    [Fact]
    public void Read_AFileOfAnotherWriter_GivesItsTensors()
    {
        SafetensorsFile file = Read(
            """{"b": {"shape": [], "data_offsets": [4, 12], "dtype": "F64"}, "a": {"dtype": "BF16", "shape": [1, 2], "data_offsets": [0, 4]}}""", 12);

        Assert.Equal(["a", "b"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(1, file.Tensors[1].Count);
        Assert.Empty(file.Metadata);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4,
        "m: tensor 'a', F32 [2], does not fit data_offsets [0, 4], whose difference must be the elements times their size.")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""", 6,
        "m: the data of tensor 'b' begin at 2, but those before end at 4; tensors must lie side by side, without gap or overlap.")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""", 6,
        "m: the data of tensor 'a' begin at 2, but those before end at 0; tensors must lie side by side, without gap or overlap.")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 9, "m: the header describes 4 bytes of data, but the file holds more.")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 3, "m: the header describes 4 bytes of data, but the file holds 3.")]
    [InlineData("""{"a":{"dtype":"F64","shape":[4611686018427387904,2,2],"data_offsets":[0,0]}}""", 0,
        "m: tensor 'a', F64 [4611686018427387904, 2, 2], does not fit data_offsets [0, 0], whose difference must be the elements times their size.")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,-1]}}""", 0,
        "m: tensor 'a', U8 [-1], does not fit data_offsets [0, -1], whose difference must be the elements times their size.")]
    [InlineData("""{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""", 0,
        "m: the name 'a' occurs twice in the header.")]
    [InlineData("""{"__metadata__":{"k":"1","k":"2"}}""", 0, "m: the key 'k' occurs twice in __metadata__.")]
    [InlineData("""{"__metadata__":{"k":1}}""", 0, "m: the value of 'k' in __metadata__ is no string.")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}""", 1,
        "m: 'shape' of tensor 'a' holds something that is no whole number.")]
    [InlineData("""{"a":{"dtype":"U8","data_offsets":[0,1]}}""", 1,
        "m: the entry of tensor 'a' lacks dtype, shape, or data_offsets with two numbers.")]
    [InlineData("""{"a":[1]}""", 0, "m: the entry 'a' of the header is no object.")]
    [InlineData(""" {}""", 0, "m: the header does not begin with '{'.")]
    public void Read_AHeaderThatCannotBe_SaysWhatIsWrong(string header, int data, string message) =>
        Assert.Equal(message + GetItAgain, Assert.Throws<ModelFileException>(() => Read(header, data)).Message);

    [Theory]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", "F8_E4M3")]
    [InlineData("""{"a":{"dtype":"2","shape":[1],"data_offsets":[0,1]}}""", "2")]
    public void Read_AnUnknownType_NamesThoseThatAreKnown(string header, string type) => Assert.Equal(
        $"m: tensor 'a' has the dtype '{type}', which Engram cannot read. Convert it to one of F64, I64, F32, I32, F16, BF16, I8, U8.",
        Assert.Throws<ModelFileException>(() => Read(header, 1)).Message);

    [Fact]
    public void Read_TextThatIsNoModel_SaysSo()
    {
        byte[] text = Encoding.UTF8.GetBytes("i would like to fly\tO\n");

        ModelFileException error = Assert.Throws<ModelFileException>(() => SafetensorsFile.Read(new MemoryStream(text), "m"));

        Assert.Equal(
            "m: this is no safetensors file, or it is damaged: its first 8 bytes say that the header has "
            + "2334109758521811049 bytes, but it must have 2 to 14." + GetItAgain,
            error.Message);
    }

    [Fact]
    public void Read_AHundredThousandTensors_AllocatesInProportionToTheFile()
    {
        StringBuilder header = new("{");
        for (int i = 0; i < 100_000; i++)
            header.Append(i == 0 ? "" : ",").Append('"').Append(i).Append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
        byte[] bytes = File(header.Append('}').ToString(), 0);
        long before = GC.GetAllocatedBytesForCurrentThread();

        SafetensorsFile file = SafetensorsFile.Read(new MemoryStream(bytes), "m");

        Assert.Equal(100_000, file.Tensors.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 12L * bytes.Length);
    }

    internal static byte[] File(string header, int data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)text.Length), .. text, .. new byte[data]];
    }

    private static SafetensorsFile Read(string header, int data) => SafetensorsFile.Read(new MemoryStream(File(header, data)), "m");
}
