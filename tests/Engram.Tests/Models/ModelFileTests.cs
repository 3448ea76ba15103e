using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Engram.Models;

namespace Engram.Tests.Models;

public sealed class ModelFileTests
{
    [Fact]
    public void Load_WhatWasSaved_GivesItBack()
    {
        ModelFile loaded = Load(Bytes(CreateModel()));

        Assert.Equal(CreateModel().Config, loaded.Config);
        Assert.Equal(["layers.0.kernel", "output.bias", "quantized"], loaded.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([2, 3], loaded.Find("layers.0.kernel")!.Shape.ToArray());
        float[] values = new float[6];
        loaded.Find("layers.0.kernel")!.CopyTo<float>(values);
        Assert.Equal([1, 2, 3, 4, 5, 6.5f], values);
        Assert.Null(loaded.Find("layers.1.kernel"));
    }

    [Fact]
    public void Save_SameModelInAnotherOrder_GivesTheSameBytes()
    {
        ModelFile model = CreateModel();

        Assert.Equal(Bytes(model), Bytes(new(model.Config, [.. model.Tensors.Reverse()])));
    }

    [Fact]
    public void Save_ToAFile_LeavesNothingBesideIt()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.engram");
        File.WriteAllText(path, "old");

        CreateModel().Save(path);

        Assert.Equal([path], Directory.GetFiles(folder.Path));
        Assert.Equal(Bytes(CreateModel()), File.ReadAllBytes(path));
        Assert.Equal(3, ModelFile.Load(path).Tensors.Count);
    }

    [Fact]
    public void Save_HeaderAndData_StandAtMultiplesOfSixtyFour()
    {
        byte[] bytes = Bytes(CreateModel());
        long header = BinaryPrimitives.ReadInt64LittleEndian(bytes);

        Assert.Equal(0, (header + 8) % 64);
        Assert.Equal((byte)'{', bytes[8]);
        Assert.Contains("\\\"name\\\":\\\"台北\\\"", Encoding.UTF8.GetString(bytes, 8, (int)header), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AnyTruncation_IsRefused()
    {
        byte[] bytes = Bytes(CreateModel());
        for (int length = 0; length < bytes.Length; length++)
            AssertRefused(bytes[..length]);
    }

    [Fact]
    public void Load_AnyFlippedBit_IsRefused()
    {
        byte[] bytes = Bytes(CreateModel());
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(bytes);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Load_AnyBytesAfterALength_IsRefusedWithoutGreed() =>
        Gen.Byte.Array[0, 400].Sample(noise => AssertRefused([.. BitConverter.GetBytes((long)Math.Max(0, noise.Length - 7)), .. noise]));

    [Fact]
    public void Load_AnyByteReplacedInAHeader_NeverFailsInAnotherWay()
    {
        // Without the check of the sums, so that the parser itself meets the damage.
        byte[] bytes = Bytes(CreateModel());
        Gen.Select(Gen.Int[8, bytes.Length - 1], Gen.OneOf(Gen.Byte, Gen.Char["{}[]\",:0129eE-\\u "].Select(letter => (byte)letter))).Sample(
            change =>
            {
                byte[] damaged = [.. bytes];
                damaged[change.Item1] = change.Item2;
                try
                {
                    ModelFile.Load(new MemoryStream(damaged), "m", verify: false);
                }
                catch (ModelFileException)
                {
                    // Refusing is right, and loading is right where only data or a name changed.
                }
            },
            iter: 3000);
    }

    [Fact]
    public void Load_WithoutVerifying_TakesAnEditedFile()
    {
        byte[] bytes = Bytes(CreateModel());
        bytes[^1] ^= 1;

        Assert.Equal(3, ModelFile.Load(new MemoryStream(bytes), "m", verify: false).Tensors.Count);
        ModelFileException error = Assert.Throws<ModelFileException>(() => Load(bytes));
        Assert.Matches(
            "^m: the data is damaged: its checksum is [0-9a-f]{8}, but [0-9a-f]{8} was stored. Get the file again from where it came, or train "
            + @"the model anew. If it was edited on purpose, load it without the check \(--no-verify\).$",
            error.Message);
    }

    [Fact]
    public void Load_AStreamThatCannotSeek_ReadsIt() => Assert.Equal(3, ModelFile.Load(new OneWayStream(Bytes(CreateModel()))).Tensors.Count);

    [Fact]
    public void Load_AStreamThatLiesAboutItsHeader_AllocatesOnlyWhatArrives()
    {
        byte[] bytes = [.. BitConverter.GetBytes(90_000_000L), .. "{\"a\":1"u8];
        long before = GC.GetAllocatedBytesForCurrentThread();

        ModelFileException error = Assert.Throws<ModelFileException>(() => ModelFile.Load(new OneWayStream(bytes), "m"));

        Assert.Equal(
            "m: the file ends inside its header, after 6 of 90000000 bytes. Get the file again from where it came, or train the model anew.",
            error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Load_AVersionOfTheFuture_SaysWhichIsRead()
    {
        string text = Encoding.Latin1.GetString(Bytes(CreateModel()))
            .Replace("\"engram.version\":\"1\"", "\"engram.version\":\"2\"", StringComparison.Ordinal);

        ModelFileException error = Assert.Throws<ModelFileException>(
            () => ModelFile.Load(new MemoryStream(Encoding.Latin1.GetBytes(text)), "m", verify: false));

        Assert.Equal(
            "m: the model file has version '2', but this Engram reads version 1. Use the Engram that wrote it, or train the model anew.",
            error.Message);
    }

    [Fact]
    public void Load_ASafetensorsFileOfOthers_SaysThatItIsNoModel()
    {
        ModelFileException error = Assert.Throws<ModelFileException>(() => Load(SafetensorsFileTests.File("{}", 0)));

        Assert.Equal(
            "m: this is a safetensors file, but no model of Engram: its metadata lack 'engram.config'. "
            + "Give a file that 'engram train' wrote, or bring this one in with 'engram import'.",
            error.Message);
    }

    [Fact]
    public void Load_NoFile_SaysSo()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("none.engram");

        Assert.Equal($"{path}: there is no such file. Check the path.", Assert.Throws<ModelFileException>(() => ModelFile.Load(path)).Message);
        Assert.Throws<ModelFileException>(() => ModelFile.Load(folder.Path));
    }

    private static ModelFile CreateModel() => new(
        "{\"name\":\"台北\",\"tags\":[\"O\",\"B-x\"]}",
        [
            StoredTensor.Create<sbyte>("quantized", [3], [-1, 2, -3]),
            StoredTensor.Create<float>("output.bias", [2], [0.25f, -0.5f]),
            StoredTensor.Create<float>("layers.0.kernel", [2, 3], [1, 2, 3, 4, 5, 6.5f]),
        ]);

    private static byte[] Bytes(ModelFile model)
    {
        MemoryStream stream = new();
        model.Save(stream);
        return stream.ToArray();
    }

    private static ModelFile Load(byte[] bytes) => ModelFile.Load(new MemoryStream(bytes), "m");

    private static void AssertRefused(byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        ModelFileException error = Assert.Throws<ModelFileException>(() => Load(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
        Assert.StartsWith("m: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message.TrimEnd(')'), StringComparison.Ordinal);
    }
}
