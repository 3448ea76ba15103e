using Engram.Models;

namespace Engram.Tests.Models;

public sealed class NetworkSizeTests
{
    public static TheoryData<CellKind, bool, bool> Networks()
    {
        TheoryData<CellKind, bool, bool> networks = [];
        foreach (CellKind cell in Enum.GetValues<CellKind>())
            foreach (bool bidirectional in (bool[])[false, true])
                foreach (bool attention in (bool[])[false, true])
                    networks.Add(cell, bidirectional, attention);
        return networks;
    }

    // The truth is the network itself; biases, peepholes and transitions are what may be missing.
    [Theory]
    [MemberData(nameof(Networks))]
    public void LeastWeights_IsAtMostWhatTheNetworkHas_AndNearlyAll(CellKind cell, bool bidirectional, bool attention)
    {
        TaggerOptions options = TinyTagger.Options with
        {
            Cell = cell,
            Units = 40,
            Layers = 2,
            Bidirectional = bidirectional,
            Attention = attention,
            Output = OutputKind.Softmax,
        };
        SlotTagger tagger = Trained.Value;

        decimal least = NetworkSize.LeastWeights(options, tagger.Lexicon, tagger.Labels);

        long weights = new TaggerNetwork<float>(options, tagger.Lexicon, tagger.Labels).Parameters.Sum(parameter => (long)parameter.Count);
        Assert.InRange(least, 0.94m * weights, weights);
    }

    private static readonly Lazy<SlotTagger> Trained = new(() => TinyTagger.Train());
}
