using Engram.Models;

namespace Engram.Tests.Models;

public sealed class ConfigFieldsTests
{
    [Theory]
    [InlineData("""{"options":1,"options":2}""", "'options' stands there twice")]
    [InlineData("""{"a":[{"b":{"c":1,"d":2,"c":3}}]}""", "'c' stands there twice")]
    [InlineData("""{"a":{"\ud800":1}}""", "the name of a field is not valid Unicode")]
    public void Read_WithAFieldTwice_SaysWhich(string config, string what)
    {
        ModelFileException error = Assert.Throws<ModelFileException>(() => TaggerConfig.Read(config, "m.engram", weights: 0));

        Assert.Equal($"m.engram: the configuration (engram.config) is damaged: {what}. {ModelFile.GetItAgain}", error.Message);
    }
}
