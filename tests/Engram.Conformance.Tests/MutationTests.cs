using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Families;
using Engram.Conformance.Tests.Networks;

namespace Engram.Conformance.Tests;

/// <summary>Mistakes made on purpose, gates that changed places and kernels that were turned: do the vectors notice?</summary>
public class MutationTests
{
    // Kinds that hold recurrent cells alone: in others a mistake would also hit a dense layer, and be noticed there. Without TensorFlow's
    // BasicLSTMCellStack, whose one case is one step from zero.
    private static readonly Dictionary<string, string[]> Kinds = new()
    {
        ["LSTM"] =
        [
            "onnx.LSTM", "torch.LSTM", "keras.LSTM", "tflite.LSTM", "tflite.BidirectionalLSTM", "textbook.PeepholeLSTM", "layout.LSTM",
        ],
        ["GRU"] = ["onnx.GRU", "torch.GRU", "keras.GRU", "tflite.GRU", "layout.GRU"],
        ["RNN"] = ["onnx.RNN", "torch.RNN", "keras.SimpleRNN", "tflite.RNN", "tflite.BidirectionalRNN", "layout.RNN"],
        ["Jordan"] = ["textbook.Jordan"],
    };

    // Whatever folder is tested: the question is whether these values would show a mistake.
    private static readonly IReadOnlyList<VectorCase> Own = VectorFiles.ReadAll([VectorFiles.OwnFolder]);
    private static readonly IReadOnlyList<VectorCase> Cases = VectorFiles.ReadAll(VectorFiles.UsualFolders());

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
        List<VectorCase> noticed = [], missed = [];
        foreach (VectorCase vector in Cases.Where(vector => Holds(vector, cells) && !vector.ExpectsFailure && Refusals.For(vector) is null))
        {
            WeightMutation mutation = new(parameter, gates, first, second);
            bool passed = Passes(vector, mutation);
            if (mutation.Applied > 0)
                (passed ? missed : noticed).Add(vector);
        }

        // A case may be blind to one mistake: in a single step from zero, say, a recurrent kernel does not matter. Other projects' tests hold many
        // such: of a kind it is enough that one notices; of the values made for this project nearly all must.
        Assert.NotEmpty(noticed);
        Assert.Empty(missed.Select(vector => vector.Kind).Except(noticed.Select(vector => vector.Kind)));
        string[] own = [.. Own.Select(vector => vector.Name)], blind = [.. missed.Select(vector => vector.Name).Intersect(own)];
        int seeing = noticed.Count(vector => own.Contains(vector.Name));
        Assert.True(blind.Length <= seeing / 20, $"{seeing} cases notice, but not {string.Join(", ", blind)}.");
    }

    [Fact]
    public void Kinds_ThatAreMutated_AllHaveCasesAmongThoseThatEveryCloneHas()
    {
        string[] own = [.. Own.Select(vector => vector.Kind).Distinct()];

        Assert.Equal([], Kinds.Values.SelectMany(kinds => kinds).Where(kind => !kind.StartsWith("tf", StringComparison.Ordinal)).Except(own));
    }

    // A bidirectional layer of Keras, or a run in chunks, by the cells inside.
    private static bool Holds(VectorCase vector, string cells) => vector.Kind switch
    {
        "keras.Bidirectional" => Kinds[cells].Contains(vector.Find("forward", "kind")?.GetString()),
        "torch.TBPTT" => Kinds[cells].Contains(vector.Option("cell", "")),
        var kind => Kinds[cells].Contains(kind),
    };

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
