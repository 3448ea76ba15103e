using Engram.Models;

namespace Engram.Training.Comparisons;

/// <summary>The rows of a comparison's table and the claims that they settle.</summary>
public sealed class ComparisonPlan
{
    private const int Window = 3;

    private readonly ComparisonOptions _options;
    private readonly List<Architecture> _architectures = [];
    private readonly List<Claim> _claims = [];

    /// <summary>Makes the plan.</summary>
    /// <param name="options">What is compared.</param>
    /// <exception cref="ArgumentException">No cell is given.</exception>
    public ComparisonPlan(ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Cells.Count == 0)
            throw new ArgumentException("ComparisonOptions.Cells is empty. Give at least one cell.", nameof(options));
        if (options.LearningRates.Count == 0)
            throw new ArgumentException("ComparisonOptions.LearningRates is empty. Give at least one rate.", nameof(options));
        _options = options;
        CellKind[] cells = [.. options.Cells.Distinct()];
        foreach (CellKind cell in cells)
            Add(Forward(cell));
        AddCellClaims(cells);
        foreach (CellKind cell in cells.Where(cell => cell is CellKind.Elman or CellKind.Lstm or CellKind.Gru))
            AddDirections(cell);
        CellKind main = cells.Contains(CellKind.Lstm) ? CellKind.Lstm : cells[0];
        AddDepths(main);
        AddHashing(main);
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<Architecture> Architectures => _architectures;

    /// <summary>The claims.</summary>
    public IReadOnlyList<Claim> Claims => _claims;

    private static string NameOf(CellKind cell) => cell switch
    {
        CellKind.ElmanRelu => "Elman with relu",
        CellKind.ElmanJordan => "Elman and Jordan",
        CellKind.Lstm => "LSTM",
        CellKind.PeepholeLstm => "LSTM with peepholes",
        CellKind.InputGatedLstm => "LSTM gated by the input",
        CellKind.CoupledLstm => "coupled LSTM",
        CellKind.ProjectedLstm => "projected LSTM",
        CellKind.Gru => "GRU",
        CellKind.GruResetAfter => "GRU, reset after",
        _ => cell.ToString(),
    };

    private Architecture Forward(CellKind cell) => new(NameOf(cell), _options.Network with { Cell = cell });

    private Architecture Add(Architecture architecture)
    {
        if (!_architectures.Contains(architecture))
            _architectures.Add(architecture);
        return architecture;
    }

    private void AddCellClaims(CellKind[] cells)
    {
        if (cells.Contains(CellKind.Jordan) && cells.Contains(CellKind.Elman))
        {
            _claims.Add(new Claim("Jordan is better than Elman", Forward(CellKind.Jordan), Forward(CellKind.Elman)));
            _claims.Add(new Claim("Jordan is better than Elman, both with a window", Add(Windowed(CellKind.Jordan)), Add(Windowed(CellKind.Elman))));
        }

        if (cells.Contains(CellKind.Gru) && cells.Contains(CellKind.Lstm))
            _claims.Add(new Claim("GRU is as good as LSTM", Forward(CellKind.Gru), Forward(CellKind.Lstm), ClaimKind.AsGood));
    }

    // An output says little of the word before: without its neighbours in sight a Jordan network cannot tell "from Boston" from "to Boston".
    private Architecture Windowed(CellKind cell) =>
        new($"{NameOf(cell)}, window of {Window}", Forward(cell).Options with { Window = Window });

    private void AddDirections(CellKind cell)
    {
        Architecture forward = Forward(cell);
        Architecture both = Add(new Architecture(
            $"{NameOf(cell)}, both directions", forward.Options with { Bidirectional = true, Units = Half(forward.Options.Units) }));
        _claims.Add(new Claim($"{NameOf(cell)}: both directions are better than one", both, forward));
    }

    // As many units in all, so that the second direction is not just a larger network.
    private static int Half(int units) => (units + 1) / 2;

    private void AddDepths(CellKind cell)
    {
        Architecture flat = Forward(cell);
        foreach (int depth in _options.Depths.Distinct().Order().Where(depth => depth > 1))
        {
            Architecture deep = Add(new Architecture($"{NameOf(cell)}, {depth} layers", flat.Options with { Layers = depth }));
            _claims.Add(new Claim($"{NameOf(cell)}: {depth} layers are better than one", deep, flat));
        }
    }

    private void AddHashing(CellKind cell)
    {
        Architecture words = Forward(cell);
        TaggerOptions hashed = words.Options with { TrigramSize = words.Options.WordSize };
        Add(new Architecture($"{NameOf(cell)}, word hashing", hashed));
        Architecture hidden = Add(words with { Name = $"{NameOf(cell)}, words hidden", WordsHidden = true });
        Architecture hashing = Add(new Architecture($"{NameOf(cell)}, word hashing, words hidden", hashed, WordsHidden: true));
        _claims.Add(new Claim("word hashing helps with unseen words", hashing, hidden, OnUnseenWords: true));
    }
}
