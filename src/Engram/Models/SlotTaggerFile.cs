using Engram.Numerics;

namespace Engram.Models;

/// <summary>A slot tagger as a model file, and back.</summary>
internal static class SlotTaggerFile
{
    public static ModelFile Write(SlotTagger tagger)
    {
        TaggerConfig config = new(tagger.Options, tagger.Tokenizer, tagger.Lexicon, tagger.Labels, tagger.Temperatures);
        return new ModelFile(config.ToJson(), [.. tagger.Network.Parameters.Select(parameter =>
            StoredTensor.Create<float>(parameter.Name, Shape(parameter), parameter.Value))]);
    }

    /// <summary>Builds the tagger that a file describes.</summary>
    /// <exception cref="ModelFileException">The configuration is damaged, or the weights are not those that it asks for.</exception>
    public static SlotTagger Read(ModelFile file, string name)
    {
        long weights = file.Tensors.Sum(tensor => (long)tensor.Count);
        TaggerConfig config = TaggerConfig.Read(file.Config, name, weights);
        RequireEnough(config, name, weights);
        TaggerNetwork<float> network = Build(config, name);
        foreach (Parameter<float> parameter in network.Parameters)
            Fill(parameter, file.Find(parameter.Name), name);
        RequireNoOthers(file, network, name);
        network.Prepare();
        return new SlotTagger(config.Options, config.Tokenizer, config.Lexicon, config.Labels, network, config.Temperatures);
    }

    private static void RequireEnough(TaggerConfig config, string name, long weights)
    {
        decimal least = NetworkSize.LeastWeights(config.Options, config.Lexicon, config.Labels);
        if (least > weights)
        {
            throw Wrong(name, FormattableString.Invariant(
                $"the configuration describes a network of at least {least:0} weights, but the tensors hold {weights}"));
        }
    }

    private static TaggerNetwork<float> Build(TaggerConfig config, string name)
    {
        try
        {
            return new TaggerNetwork<float>(config.Options, config.Lexicon, config.Labels);
        }
        catch (Exception wrong) when (wrong is ArgumentException or OverflowException)
        {
            throw new ModelFileException($"{name}: no network can be built from the configuration: {wrong.Message} {ModelFile.GetItAgain}", wrong);
        }
    }

    private static void Fill(Parameter<float> parameter, StoredTensor? tensor, string name)
    {
        string expected = FormattableString.Invariant($"expected shape [{parameter.Rows}, {parameter.Columns}]");
        if (tensor is null)
            throw Wrong(name, $"the tensor '{parameter.Name}' is missing; {expected}");
        if (!tensor.Shape.SequenceEqual<long>(Shape(parameter)))
        {
            string found = string.Join(", ", tensor.Shape.ToArray().Select(axis => axis.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            throw Wrong(name, $"the tensor '{parameter.Name}' has shape [{found}]; {expected}");
        }

        if (tensor.Type is not (TensorType.F32 or TensorType.F64 or TensorType.F16 or TensorType.BF16))
            throw Wrong(name, $"the tensor '{parameter.Name}' holds {tensor.Type}; expected F32, F64, F16 or BF16");
        tensor.CopyTo<float>(parameter.Value);
        foreach (float value in parameter.Value)
        {
            if (!float.IsFinite(value))
                throw Wrong(name, $"the tensor '{parameter.Name}' holds a value that is not finite");
        }
    }

    private static void RequireNoOthers(ModelFile file, TaggerNetwork<float> network, string name)
    {
        HashSet<string> known = [.. network.Parameters.Select(parameter => parameter.Name)];
        string[] others = [.. file.Tensors.Select(tensor => tensor.Name).Where(tensor => !known.Contains(tensor)).Take(5)];
        if (others.Length > 0)
            throw Wrong(name, $"the network has no place for these tensors: {string.Join(", ", others)}");
    }

    private static long[] Shape(Parameter<float> parameter) => [parameter.Rows, parameter.Columns];

    private static ModelFileException Wrong(string name, string what) =>
        new($"{name}: {what}. The weights and the configuration do not belong together. {ModelFile.GetItAgain}");
}
