using System.Numerics;
using Engram.Numerics;

namespace Engram.Tagging;

/// <summary>Computes with a CRF: likelihood and gradient, marginals, the best sequences.</summary>
/// <remarks>
/// It holds exp(transitions), taken from the field when it was made or last <see cref="Refresh">refreshed</see>. Any number of threads
/// may share a lattice, each with a workspace of its own. Emissions are <c>[length, tags]</c>, one row a word, at least one.
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class CrfLattice<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CrfTables<T> _tables;

    internal CrfLattice(LinearChainCrf<T> crf, TagConstraints? constraints, double temperature)
    {
        if (constraints is not null && constraints.Tags != crf.Tags)
            throw new ShapeException(
                $"CrfLattice: the constraints are for {constraints.Tags} tags, the field has {crf.Tags}. Make them for {crf.Tags}.");
        if (!(temperature > 0) || !double.IsFinite(temperature))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "The temperature must be finite and above 0; 1 changes nothing.");
        _tables = new(crf, constraints, T.CreateTruncating(1 / temperature));
    }

    /// <summary>Number of tags.</summary>
    public int Tags => _tables.Tags;

    /// <summary>Takes over the scores of the field, after an optimizer has changed them. No other thread may be computing.</summary>
    public void Refresh() => _tables.Refresh();

    /// <summary>The score of a sequence; −∞ where the constraints forbid it.</summary>
    /// <param name="emissions">Scores of the words' tags.</param>
    /// <param name="tags">One tag a word.</param>
    /// <param name="workspace">Memory of the calling thread.</param>
    /// <returns>score(y), over the temperature.</returns>
    public double Score(RowBlock<T> emissions, ReadOnlySpan<int> tags, CrfWorkspace<T> workspace)
    {
        Load(emissions, workspace, nameof(Score));
        return ScoreOf(tags, workspace, nameof(Score));
    }

    /// <summary>log P(tags | sentence).</summary>
    /// <param name="emissions">Scores of the words' tags.</param>
    /// <param name="gold">One tag a word.</param>
    /// <param name="workspace">Memory of the calling thread.</param>
    /// <returns>At most 0; −∞ where the constraints forbid the sequence; NaN where a score is NaN.</returns>
    /// <exception cref="InvalidOperationException">The constraints forbid every sequence of this length.</exception>
    public double LogLikelihood(RowBlock<T> emissions, ReadOnlySpan<int> gold, CrfWorkspace<T> workspace)
    {
        Load(emissions, workspace, nameof(LogLikelihood));
        double score = ScoreOf(gold, workspace, nameof(LogLikelihood));
        Forward(workspace);
        return score - workspace.LogPartition;
    }

    /// <summary>log P(gold | sentence), and the gradient of <paramref name="factor"/> times it.</summary>
    /// <remarks>∂ log P / ∂ emission[t, k] = [gold_t = k] − P(y_t = k), and likewise for start, end and transitions (Lafferty et al. 2001).</remarks>
    /// <param name="emissions">Scores of the words' tags.</param>
    /// <param name="gold">One tag a word.</param>
    /// <param name="factor">For a loss that is the mean negative log-likelihood of n tokens: −1/n.</param>
    /// <param name="dEmissions">Overwritten, <c>[length, tags]</c>; may be <paramref name="emissions"/> itself.</param>
    /// <param name="gradient">Added to.</param>
    /// <param name="workspace">Memory of the calling thread; holds the marginals afterwards.</param>
    /// <returns>log P(gold | sentence), not multiplied by the factor.</returns>
    /// <exception cref="ArgumentException">The constraints forbid the gold sequence.</exception>
    public double Backpropagate(
        RowBlock<T> emissions, ReadOnlySpan<int> gold, T factor, RowBlock<T> dEmissions, CrfGradient<T> gradient, CrfWorkspace<T> workspace)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        Load(emissions, workspace, nameof(Backpropagate));
        dEmissions.Require(emissions.Rows, Tags, "CrfLattice.Backpropagate", nameof(dEmissions));
        gradient.PaddedTransitions.Require(Tags, Simd.PadRow(Tags), "CrfLattice.Backpropagate", nameof(gradient));
        double score = ScoreOf(gold, workspace, nameof(Backpropagate));
        if (double.IsNegativeInfinity(score))
            throw new ArgumentException(
                "CrfLattice.Backpropagate: the constraints forbid the gold tags. Repair the tags, or train without constraints.", nameof(gold));
        Forward(workspace);
        Backward(workspace);
        AddGradient(gold, factor * _tables.Inverse, dEmissions, gradient, workspace);
        return score - workspace.LogPartition;
    }

    /// <summary>Computes the probability of every tag of every word, left in <see cref="CrfWorkspace{T}.Marginals"/>.</summary>
    /// <param name="emissions">Scores of the words' tags.</param>
    /// <param name="workspace">Memory of the calling thread.</param>
    /// <returns>log Σ exp(score) over all sequences.</returns>
    /// <exception cref="InvalidOperationException">The constraints forbid every sequence of this length.</exception>
    public double ForwardBackward(RowBlock<T> emissions, CrfWorkspace<T> workspace)
    {
        Load(emissions, workspace, nameof(ForwardBackward));
        Forward(workspace);
        Backward(workspace);
        return workspace.LogPartition;
    }

    /// <summary>The probability that some neighbouring words have exactly the given tags, whatever the others have.</summary>
    /// <param name="start">The first of the words.</param>
    /// <param name="tags">Their tags, at least one.</param>
    /// <param name="workspace">As <see cref="ForwardBackward"/> left it, with this lattice and this sentence.</param>
    /// <returns>P(y_start = tags_0, y_{start+1} = tags_1, …).</returns>
    /// <exception cref="ArgumentException">The span lies outside the sentence, or the workspace holds no marginals.</exception>
    public double SpanProbability(int start, ReadOnlySpan<int> tags, CrfWorkspace<T> workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (!workspace.HasPosterior)
            throw new ArgumentException(
                "CrfLattice.SpanProbability: the workspace holds no marginals. Call ForwardBackward first.", nameof(workspace));
        if (tags.IsEmpty || (uint)start > (uint)(workspace.Length - tags.Length))
        {
            throw new ArgumentException(
                $"CrfLattice.SpanProbability: words {start} to {start + tags.Length} were asked for, but the sentence has {workspace.Length}. "
                + "Ask for at least one word, inside the sentence.",
                nameof(tags));
        }

        RequireTags(tags, nameof(SpanProbability));
        double probability = double.CreateTruncating(workspace.Marginals[start, tags[0]]);
        for (int i = 1; i < tags.Length && probability > 0; i++)
        {
            double before = double.CreateTruncating(workspace.Marginals[start + i - 1, tags[i - 1]]);
            probability *= Math.Min(1, Pair(workspace, start + i, tags[i - 1], tags[i]) / before);
        }

        return probability;
    }

    /// <summary>Finds the sequence with the highest score (Viterbi).</summary>
    /// <param name="emissions">Scores of the words' tags.</param>
    /// <param name="path">Receives one tag a word. Where scores are equal, the lower tag wins, from the last word back.</param>
    /// <param name="workspace">Memory of the calling thread.</param>
    /// <returns>Its score.</returns>
    /// <exception cref="InvalidOperationException">The constraints forbid every sequence of this length.</exception>
    public double Viterbi(RowBlock<T> emissions, Span<int> path, CrfWorkspace<T> workspace)
    {
        Load(emissions, workspace, nameof(Viterbi));
        if (path.Length != emissions.Rows)
            throw new ShapeException($"CrfLattice.Viterbi: 'path' has room for {path.Length} tags, but the sentence has {emissions.Rows} words.");
        if (!CrfSearch<T>.Viterbi(_tables, workspace, path))
            throw NoSequence(workspace.Length);
        return ScoreOf(path, workspace, nameof(Viterbi));
    }

    /// <summary>Finds the n sequences with the highest scores, all different, best first.</summary>
    /// <param name="emissions">Scores of the words' tags.</param>
    /// <param name="n">How many, 1 or more.</param>
    /// <param name="workspace">Memory of the calling thread.</param>
    /// <returns>Up to n; fewer where fewer are possible.</returns>
    /// <exception cref="InvalidOperationException">The constraints forbid every sequence of this length.</exception>
    public IReadOnlyList<TagPath> Best(RowBlock<T> emissions, int n, CrfWorkspace<T> workspace)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        Load(emissions, workspace, nameof(Best));
        TagPath[] paths = CrfSearch<T>.Best(_tables, workspace, n);
        return paths.Length > 0 ? paths : throw NoSequence(workspace.Length);
    }

    private static InvalidOperationException NoSequence(int length) => new(
        $"CrfLattice: the constraints forbid every sequence of {length} tags. Allow at least one, such as all O.");

    private double Pair(CrfWorkspace<T> workspace, int t, int from, int to) => workspace.InLogSpace
        ? CrfLogSpace<T>.Pair(_tables, workspace, t, from, to)
        : double.CreateTruncating(workspace.Alpha.Row(t - 1)[from]) * double.CreateTruncating(_tables.Edges[from, to])
            * double.CreateTruncating(workspace.Beta.Row(t)[to]);

    private void Load(RowBlock<T> emissions, CrfWorkspace<T> workspace, string caller)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (emissions.Rows == 0 || emissions.Columns != Tags || workspace.Tags != Tags)
        {
            throw new ShapeException(
                $"CrfLattice.{caller}: emissions are [{emissions.Rows}, {emissions.Columns}] and the workspace is for {workspace.Tags} tags, "
                + $"but the field has {Tags}. Give one or more rows of {Tags} columns, and a workspace for {Tags}.");
        }

        workspace.Begin(emissions.Rows);
        for (int t = 0; t < emissions.Rows; t++)
        {
            Span<T> nodes = workspace.Nodes.Row(t);
            ReadOnlySpan<T> row = emissions.Row(t);
            for (int tag = 0; tag < row.Length; tag++)
                nodes[tag] = row[tag] * _tables.Inverse;
            nodes[Tags..].Fill(T.NegativeInfinity);
            if (t == 0)
                CrfKernels.Add(nodes, _tables.Start, nodes);
            if (t == emissions.Rows - 1)
                CrfKernels.Add(nodes, _tables.End, nodes);
        }
    }

    private void Forward(CrfWorkspace<T> workspace)
    {
        if (!CrfForwardBackward<T>.Forward(_tables, workspace))
            CrfLogSpace<T>.Forward(_tables, workspace);
        if (double.IsNegativeInfinity(workspace.LogPartition))
            throw NoSequence(workspace.Length);
    }

    private void Backward(CrfWorkspace<T> workspace)
    {
        if (!workspace.InLogSpace && CrfForwardBackward<T>.Backward(_tables, workspace))
            return;
        if (!workspace.InLogSpace)
            CrfLogSpace<T>.Forward(_tables, workspace);
        CrfLogSpace<T>.Backward(_tables, workspace);
    }

    private void AddGradient(ReadOnlySpan<int> gold, T factor, RowBlock<T> dEmissions, CrfGradient<T> gradient, CrfWorkspace<T> workspace)
    {
        if (workspace.InLogSpace)
            CrfLogSpace<T>.AddTransitions(_tables, workspace, -factor, gradient.PaddedTransitions);
        else
            CrfKernels.AddTransitions(workspace.Alpha.Block, workspace.Beta.Block, _tables.Edges, -factor, gradient.PaddedTransitions);
        for (int t = 0; t < gold.Length; t++)
        {
            ReadOnlySpan<T> marginals = workspace.Marginals.Row(t);
            Span<T> row = dEmissions.Row(t);
            for (int tag = 0; tag < row.Length; tag++)
                row[tag] = -factor * marginals[tag];
            row[gold[t]] += factor;
            if (t > 0)
                gradient.Transitions[gold[t - 1], gold[t]] += factor;
        }

        AddTo(gradient.Start, dEmissions.Row(0));
        AddTo(gradient.End, dEmissions.Row(gold.Length - 1));
    }

    private static void AddTo(Span<T> gradient, ReadOnlySpan<T> addend)
    {
        for (int tag = 0; tag < gradient.Length; tag++)
            gradient[tag] += addend[tag];
    }

    private double ScoreOf(ReadOnlySpan<int> tags, CrfWorkspace<T> workspace, string caller)
    {
        if (tags.Length != workspace.Length)
            throw new ShapeException($"CrfLattice.{caller}: {tags.Length} tags for {workspace.Length} words. Give one tag a word.");
        RequireTags(tags, caller);
        double score = 0;
        for (int t = 0; t < tags.Length; t++)
        {
            score += double.CreateTruncating(workspace.Nodes.Row(t)[tags[t]]);
            if (t > 0)
                score += _tables.Transition(tags[t - 1], tags[t]);
        }

        return score;
    }

    private void RequireTags(ReadOnlySpan<int> tags, string caller)
    {
        foreach (int tag in tags)
        {
            if ((uint)tag >= (uint)Tags)
                throw new ArgumentOutOfRangeException(nameof(tags), tag, $"CrfLattice.{caller}: tags are 0 to {Tags - 1}.");
        }
    }
}
