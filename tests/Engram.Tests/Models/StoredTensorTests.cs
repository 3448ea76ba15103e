using Engram.Models;

namespace Engram.Tests.Models;

public sealed class StoredTensorTests
{
    [Fact]
    public void CopyTo_AnotherType_Converts()
    {
        StoredTensor floats = StoredTensor.Create<float>("a", [2, 2], [1, -2.5f, 3, 0.1f]);
        double[] doubles = new double[4];

        floats.CopyTo<double>(doubles);

        Assert.Equal([1, -2.5, 3, 0.1f], doubles);
    }

    [Fact]
    public void CopyTo_SixteenBits_ReadsBothKinds()
    {
        StoredTensor half = StoredTensor.Create<Half>("h", [2], [(Half)1.5, (Half)(-2)]);
        StoredTensor brain = new("b", TensorType.BF16, [2], new byte[] { 0xC0, 0x3F, 0x00, 0xC0 });
        float[] values = new float[2];

        half.CopyTo<float>(values);
        Assert.Equal([1.5f, -2], values);
        brain.CopyTo<float>(values);
        Assert.Equal([1.5f, -2], values);
    }

    [Fact]
    public void CopyTo_Integers_StayExact()
    {
        int[] values = new int[3];
        StoredTensor.Create<sbyte>("i", [3], [-128, 0, 127]).CopyTo<int>(values);
        Assert.Equal([-128, 0, 127], values);
        StoredTensor.Create<long>("l", [3], [-5, 0, 7]).CopyTo<int>(values);
        Assert.Equal([-5, 0, 7], values);
        Assert.Throws<OverflowException>(() => StoredTensor.Create<long>("l", [], [1L << 40]).CopyTo<int>(new int[1]));
    }

    [Fact]
    public void CopyTo_FloatsAsIntegers_IsRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => StoredTensor.Create<float>("a", [1], [1.5f]).CopyTo<int>(new int[1]));

        Assert.StartsWith("StoredTensor 'a' holds F32; read it as float or double, not as Int32.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_AnotherNumberOfValues_SaysBoth()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => StoredTensor.Create<float>("a", [2, 3], [1, 2]));

        Assert.StartsWith("StoredTensor 'a': shape [2, 3] does not hold 2 values.", error.Message, StringComparison.Ordinal);
    }
}
