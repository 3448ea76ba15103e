using Engram.Models;

namespace Engram.Training.Comparisons;

/// <summary>What is compared, and how large. The defaults settle the lecture's claims within minutes on some thousand sentences.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The cells, each once. Default: Elman, Jordan, their hybrid, LSTM, LSTM with peepholes, GRU.</summary>
    public IReadOnlyList<CellKind> Cells { get; init; } =
        [CellKind.Elman, CellKind.Jordan, CellKind.ElmanJordan, CellKind.Lstm, CellKind.PeepholeLstm, CellKind.Gru];

    /// <summary>Numbers of layers of the LSTM, each once, from 1 to 16. Default 1, 2, 4, 6.</summary>
    public IReadOnlyList<int> Depths { get; init; } = [1, 2, 4, 6];

    /// <summary>With how many seeds each architecture is trained, 1 to 100: 1, 2, 3 and so on. Default 3.</summary>
    public int Seeds { get; init => field = Check(value, 1, 100, nameof(Seeds)); } = 3;

    /// <summary>Learning rates, at least one; of several, each architecture is given its own best, found on a tenth of the training sentences.
    /// Default 0.01 for all.</summary>
    public IReadOnlyList<double> LearningRates { get; init; } = [0.01];

    /// <summary>Runs at the same time, 1 to 64, each on one thread. They change the time, never the scores. Default 2.</summary>
    public int Parallel { get; init => field = Check(value, 1, 64, nameof(Parallel)); } = 2;

    /// <summary>What every architecture is made of unless its row says otherwise: words alone, one layer of 64 units that reads forward, a softmax a
    /// word.</summary>
    public TaggerOptions Network { get; init; } = new()
    {
        Units = 64,
        Layers = 1,
        Bidirectional = false,
        WordSize = 64,
        CharacterUnits = 0,
        ShapeSize = 0,
        Window = 1,
        Output = OutputKind.Softmax,
        Dropout = 0.2,
    };

    /// <summary>How every architecture is trained, but for the learning rate: 8 epochs, all of them; nothing is chosen on the validation
    /// sentences.</summary>
    public TrainingOptions Training { get; init; } = new() { Epochs = 8, BatchSize = 16, Averaging = 0.99, SlotSubstitution = 0, Threads = 1 };

    private static int Check(int value, int least, int most, string name) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name}: must be from {least} to {most}.");
}
