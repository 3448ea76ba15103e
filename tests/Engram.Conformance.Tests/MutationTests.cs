using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Families;
using Engram.Conformance.Tests.Networks;

namespace Engram.Conformance.Tests;

/// <summary>Mistakes made on purpose, gates that changed places and kernels that were turned: do the vectors notice?</summary>
public class MutationTests
{
    private static readonly string[] Lstms = ["onnx.LSTM", "torch.LSTM", "keras.LSTM", "tflite.LSTM", "textbook.PeepholeLSTM", "layout.LSTM"];
    private static readonly string[] Grus = ["onnx.GRU", "torch.GRU", "keras.GRU", "tflite.GRU", "layout.GRU"];
    private static readonly string[] Elmans = ["onnx.RNN", "torch.RNN", "keras.SimpleRNN", "tflite.RNN", "layout.RNN"];

    // Whatever folder is tested: the question is whether these values would show a mistake.
    private static readonly IReadOnlyList<VectorCase> Cases = VectorFiles.ReadAll([VectorFiles.OwnFolder]);

    public static TheoryData<string, string, int, int, int> Mutations()
    {
        TheoryData<string, string, int, int, int> mutations = [];
        void Add(string cells, string parameter, int gates, int first, int second) => mutations.Add(cells, parameter, gates, first, second);
        void AddSwaps(string cells, string parameter, int gates)
        {
            for (int first = 0; first < gates; first++)
            {
                for (int second = first + 1; second < gates; second++)
                    Add(cells, parameter, gates, first, second);
            }
        }

        foreach ((string cells, int gates) in new[] { ("LSTM", 4), ("GRU", 3) })
        {
            foreach (string parameter in new[] { "kernel", "recurrentKernel", "bias" })
                AddSwaps(cells, parameter, gates);
            for (int gate = 0; gate < gates; gate++)
                Add(cells, "recurrentKernel", gates, gate, gate);
        }

        AddSwaps("LSTM", "peephole", 3);
        Add("RNN", "recurrentKernel", 1, 0, 0);
        Add("Jordan", "recurrentKernel", 1, 0, 0);
        Add("Jordan", "outputKernel", 1, 0, 0);
        return mutations;
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Vectors_WithAMistakeInTheWeights_Notice(string cells, string parameter, int gates, int first, int second)
    {
        string[] kinds = cells switch { "LSTM" => Lstms, "GRU" => Grus, "RNN" => Elmans, _ => ["textbook.Jordan"] };
        List<string> noticed = [], missed = [];
        foreach (VectorCase vector in Cases.Where(vector => kinds.Contains(vector.Kind) && !vector.ExpectsFailure))
        {
            WeightMutation mutation = new(parameter, gates, first, second);
            bool passed = Passes(vector, mutation);
            if (mutation.Applied > 0)
                (passed ? missed : noticed).Add(vector.Name);
        }

        // A case may be blind to one mistake: in a single step from zero, say, a recurrent kernel does not matter.
        Assert.NotEmpty(noticed);
        Assert.True(missed.Count <= noticed.Count / 20, $"{noticed.Count} cases notice, but not {string.Join(", ", missed)}.");
    }

    private static bool Passes(VectorCase vector, WeightMutation mutation)
    {
        WeightMutation.Current = mutation;
        try
        {
            CaseRunners.Run(vector);
            return true;
        }
        catch (Xunit.Sdk.XunitException)
        {
            return false;
        }
        finally
        {
            WeightMutation.Current = null;
        }
    }
}
