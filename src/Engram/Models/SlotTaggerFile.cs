using Engram.Numerics;

namespace Engram.Models;

/// <summary>A slot tagger as a model file, and back.</summary>
internal static class SlotTaggerFile
{
    public static ModelFile Write(SlotTagger tagger)
    {
        TaggerConfig config = new(tagger.Options, tagger.Tokenizer, tagger.Lexicon, tagger.Labels, tagger.Temperatures);
        return new ModelFile(config.ToJson(), [.. tagger.Network.Parameters.SelectMany(StoredParameter.Write)]);
    }

    /// <summary>Builds the tagger that a file describes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">How; the defaults without.</param>
    /// <exception cref="ModelFileException">The configuration is damaged, or the weights are not those that it asks for.</exception>
    public static SlotTagger Read(ModelFile file, string name, ModelLoadOptions? options)
    {
        long weights = file.Tensors.Sum(tensor => (long)tensor.Count);
        TaggerConfig config = TaggerConfig.Read(file.Config, name, weights);
        RequireEnough(config, name, weights);
        TaggerNetwork<float> network = Build(config, name);
        foreach (Parameter<float> parameter in network.Parameters)
            StoredParameter.Read(parameter, file, name);
        RequireNoOthers(file, network, name);
        foreach (Parameter<float> parameter in network.Parameters)
            Quantization.Apply(parameter, options?.Precision ?? WeightPrecision.Bits32);
        network.Prepare();
        return new SlotTagger(config.Options, config.Tokenizer, config.Lexicon, config.Labels, network, config.Temperatures, options?.Team);
    }

    private static void RequireEnough(TaggerConfig config, string name, long weights)
    {
        decimal least = NetworkSize.LeastWeights(config.Options, config.Lexicon, config.Labels);
        if (least > weights)
        {
            throw StoredParameter.Wrong(name, FormattableString.Invariant(
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

    private static void RequireNoOthers(ModelFile file, TaggerNetwork<float> network, string name)
    {
        HashSet<string> known = [.. network.Parameters.SelectMany(StoredParameter.Names)];
        string[] others = [.. file.Tensors.Select(tensor => tensor.Name).Where(tensor => !known.Contains(tensor)).Take(5)];
        if (others.Length > 0)
            throw StoredParameter.Wrong(name, $"the network has no place for these tensors: {string.Join(", ", others)}");
    }
}
