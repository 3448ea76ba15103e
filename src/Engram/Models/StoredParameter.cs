using System.Globalization;
using Engram.Numerics;

namespace Engram.Models;

/// <summary>A parameter as the tensors of a model file, and back: one tensor, or, of 8-bit weights, two.</summary>
internal static class StoredParameter
{
    private const string ScalesSuffix = ".scales";

    /// <summary>The names of the tensors that a parameter takes, as it is held.</summary>
    public static IEnumerable<string> Names(Parameter<float> parameter) =>
        parameter.Precision == WeightPrecision.Bits8 ? [parameter.Name, parameter.Name + ScalesSuffix] : [parameter.Name];

    /// <summary>The tensors of a parameter, in as many bits as it is held.</summary>
    public static IEnumerable<StoredTensor> Write(Parameter<float> parameter) => parameter.Precision switch
    {
        WeightPrecision.Bits8 =>
        [
            StoredTensor.Create<sbyte>(parameter.Name, Shape(parameter), Quantization.ToBytes(parameter)),
            StoredTensor.Create<float>(parameter.Name + ScalesSuffix, [parameter.Rows], parameter.Scales),
        ],
        WeightPrecision.Bits16 => [StoredTensor.CreateBFloat16(parameter.Name, Shape(parameter), parameter.Value)],
        _ => [StoredTensor.Create<float>(parameter.Name, Shape(parameter), parameter.Value)],
    };

    /// <summary>Gives a parameter the values that a file has for it, in as many bits as there.</summary>
    /// <exception cref="ModelFileException">A tensor is missing, or not one that the parameter can take.</exception>
    public static void Read(Parameter<float> parameter, ModelFile file, string name)
    {
        StoredTensor tensor = Find(file, parameter.Name, Shape(parameter), name);
        if (tensor.Type == TensorType.I8 && parameter.IsQuantizable)
        {
            ReadBytes(parameter, tensor, file, name);
        }
        else if (tensor.Type is TensorType.F32 or TensorType.F64 or TensorType.F16 or TensorType.BF16)
        {
            tensor.CopyTo<float>(parameter.Value);
            if (tensor.Type == TensorType.BF16 && parameter.IsQuantizable)
                parameter.Hold(WeightPrecision.Bits16, []);
        }
        else
        {
            string expected = parameter.IsQuantizable ? "F32, F64, F16, BF16 or I8" : "F32, F64, F16 or BF16";
            throw Wrong(name, $"the tensor '{parameter.Name}' holds {tensor.Type}; expected {expected}");
        }

        RequireFinite(parameter.Value, parameter.Name, name);
    }

    /// <summary>The exception for weights that are not those of the configuration.</summary>
    public static ModelFileException Wrong(string name, string what) =>
        new($"{name}: {what}. The weights and the configuration do not belong together. {ModelFile.GetItAgain}");

    private static void ReadBytes(Parameter<float> parameter, StoredTensor tensor, ModelFile file, string name)
    {
        StoredTensor factors = Find(file, parameter.Name + ScalesSuffix, [parameter.Rows], name);
        if (factors.Type != TensorType.F32)
            throw Wrong(name, $"the tensor '{factors.Name}' holds {factors.Type}; expected F32");
        sbyte[] numbers = new sbyte[parameter.Count];
        float[] scales = new float[parameter.Rows];
        tensor.CopyTo<sbyte>(numbers);
        factors.CopyTo<float>(scales);
        RequireFinite(scales, factors.Name, name);
        if (scales.Any(scale => scale < 0))
            throw Wrong(name, $"the tensor '{factors.Name}' holds a factor below 0");
        if (numbers.Contains(sbyte.MinValue))
            throw Wrong(name, $"the tensor '{parameter.Name}' holds -128; expected whole numbers from -127 to 127");
        Quantization.SetBytes(parameter, numbers, scales);
    }

    private static StoredTensor Find(ModelFile file, string tensor, long[] shape, string name)
    {
        string expected = $"expected shape [{Text(shape)}]";
        StoredTensor found = file.Find(tensor) ?? throw Wrong(name, $"the tensor '{tensor}' is missing; {expected}");
        return found.Shape.SequenceEqual(shape)
            ? found
            : throw Wrong(name, $"the tensor '{tensor}' has shape [{Text(found.Shape.ToArray())}]; {expected}");
    }

    private static void RequireFinite(float[] values, string tensor, string name)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                throw Wrong(name, $"the tensor '{tensor}' holds a value that is not finite");
        }
    }

    private static long[] Shape(Parameter<float> parameter) => [parameter.Rows, parameter.Columns];

    private static string Text(long[] shape) => string.Join(", ", shape.Select(axis => axis.ToString(CultureInfo.InvariantCulture)));
}
