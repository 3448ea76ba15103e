using Engram.Corpora;
using Engram.Inspection;
using Engram.Layers;
using Engram.Models;
using Engram.Page;
using Spectre.Console;

namespace Engram.Cli.Inspecting;

/// <summary>What a user asked to see of a model.</summary>
/// <param name="terminal">Where it is shown.</param>
internal sealed class InspectionJob(Terminal terminal)
{
    private const int MostSentencesExplained = 200;

    /// <summary>The model file.</summary>
    public required string Model { get; init; }

    /// <summary>Whether its checksums must be right.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>The sentence.</summary>
    public string? Sentence { get; init; }

    /// <summary>What it is compared with.</summary>
    public string? Against { get; init; }

    /// <summary>The word whose tag is explained, or its number.</summary>
    public string? Why { get; init; }

    /// <summary>The recurrent layer; the top one without.</summary>
    public int? Layer { get; init; }

    /// <summary>The direction; each without.</summary>
    public Direction? Direction { get; init; }

    /// <summary>The gate or state.</summary>
    public string? Part { get; init; }

    /// <summary>The one unit.</summary>
    public int? Unit { get; init; }

    /// <summary>How many units.</summary>
    public int Rows { get; init; }

    /// <summary>The corpus that is measured.</summary>
    public Corpus? Corpus { get; init; }

    /// <summary>The words whose cells are searched for.</summary>
    public string? SameCells { get; init; }

    /// <summary>From which value on a cell is on.</summary>
    public double Threshold { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public bool Json { get; init; }

    /// <summary>The page to write.</summary>
    public string? Html { get; init; }

    /// <summary>Shows it.</summary>
    /// <returns>An exit code.</returns>
    public int Run(CancellationToken cancellationToken)
    {
        SlotTagger tagger = SlotTagger.Load(Model, new ModelLoadOptions { Verify = Verify });
        MemoryTrace? trace = Sentence is null ? null : tagger.Trace(Sentence);
        if (trace is not null && Json)
            terminal.Output.WriteLine(ToJson(tagger, trace));
        else if (trace is not null)
            Show(tagger, trace);
        if (Corpus is not null)
            Measure(tagger, trace, Corpus, cancellationToken);
        if (Html is not null)
            WritePage(tagger, Html);
        return ExitCode.Done;
    }

    private string ToJson(SlotTagger tagger, MemoryTrace trace) =>
        Against is not null ? TraceComparisonJson.ToJson(TraceComparison.Of(tagger, Sentence!, Against))
        : Why is not null ? SlotExplanationJson.ToJson(new SlotExplainer(tagger).Explain(Sentence!, Word(trace, Why)))
        : MemoryTraceJson.ToJson(trace);

    private void Show(SlotTagger tagger, MemoryTrace trace)
    {
        AnswerView answer = new(terminal);
        answer.WriteText(trace.Utterance);
        if (trace.Utterance.Tokens.Count == 0)
            return;
        int layer = LayerOf(trace);
        bool onlyMemory = Against is null && Why is null && SameCells is null;
        TraceComparison? comparison = Against is null ? null : TraceComparison.Of(tagger, Sentence!, Against);
        if (comparison is not null)
            answer.WriteText(comparison.Against.Utterance);
        terminal.Results.WriteLine();
        if (comparison is not null)
            new DifferenceView(terminal, Rows).Write(comparison, layer, DirectionsOf(trace.Layers[layer]));
        if (Why is not null)
            new ExplanationView(terminal).Write(new SlotExplainer(tagger).Explain(Sentence!, Word(trace, Why)));
        if (onlyMemory)
            answer.WriteProbabilities(trace, tagger.Labels.Scheme);
        foreach (TracedDirection direction in DirectionsOf(trace.Layers[layer]))
        {
            if (Unit is { } unit)
                new UnitView(terminal).Write(trace.Layers[layer], direction, unit, Words(trace));
            else if (Part is not null || onlyMemory)
                ShowParts(trace, trace.Layers[layer], direction);
        }
    }

    private void ShowParts(MemoryTrace trace, TracedLayer layer, TracedDirection direction)
    {
        IEnumerable<string> parts = Part == "all"
            ? direction.Gates.Select(gate => gate.Name).Concat(direction.States.Select(state => state.Name)).Distinct()
            : [Part ?? MemoryOf(direction)];
        foreach (string part in parts)
            new HeatMapView(terminal).Write(layer, direction, part, Words(trace), Rows);
    }

    private void Measure(SlotTagger tagger, MemoryTrace? trace, Corpus corpus, CancellationToken cancellationToken)
    {
        IReadOnlyList<string>[] sentences = [.. corpus.Select(utterance => utterance.Tokens)];
        CorpusView view = new(terminal, corpus);
        if (SameCells is not null && trace is not null)
        {
            int layer = LayerOf(trace);
            string[] phrase = [.. tagger.Tokenizer.Tokenize(SameCells).Select(token => token.Text)];
            int start = Find(Words(trace), phrase);
            foreach (TracedDirection direction in DirectionsOf(trace.Layers[layer]))
            {
                CellSelection cells = CellSelection.Over(
                    trace, layer, direction.Direction, Part ?? "hidden", start, start + phrase.Length, Threshold);
                view.Write(CellSearch.Find(tagger, sentences, cells, phrase.Length, Rows, cancellationToken), cells, SameCells);
            }

            return;
        }

        view.Write(GateSaturation.Measure(tagger, sentences, cancellationToken));
        view.Write(WordReach.Measure(new SlotExplainer(tagger), sentences.Take(MostSentencesExplained), cancellationToken: cancellationToken));
    }

    private void WritePage(SlotTagger tagger, string path)
    {
        string name = Path.GetFileNameWithoutExtension(Model);
        ModelFacts facts = new(name, IsDefault: true, new FileInfo(Model).Length, TrainingRecord.ReadBeside(Model));
        string data = InspectorDataJson.ToJson(tagger, facts, Sentence!, Against);
        AtomicFile.Write(path, stream => InspectorPage.Write(stream, data));
        terminal.Say($"{path}: written.");
    }

    private int LayerOf(MemoryTrace trace)
    {
        int layer = Layer ?? (trace.Layers.Count - 1);
        return layer < trace.Layers.Count ? layer : throw new ArgumentException(
            $"--layer {layer}: the recurrent layers of this model are 0 to {trace.Layers.Count - 1}. Give one of them.");
    }

    private IEnumerable<TracedDirection> DirectionsOf(TracedLayer layer) => Direction is { } direction ? [layer[direction]] : layer.Directions;

    private static string MemoryOf(TracedDirection direction) => direction.States.Any(state => state.Name == "cellState") ? "cellState" : "hidden";

    private static string[] Words(MemoryTrace trace) => [.. trace.Utterance.Tokens.Select(token => token.Text)];

    // A word of the sentence goes before a number.
    private static int Word(MemoryTrace trace, string given)
    {
        string[] words = Words(trace);
        int word = Array.IndexOf(words, given);
        return word >= 0 ? word : int.TryParse(given, out int number) ? number : throw new ArgumentException(
            $"--why: '{given}' is no word of the sentence. Give one of: {string.Join(", ", words)}; or its number, from 0.");
    }

    private static int Find(string[] words, string[] phrase)
    {
        for (int start = 0; start + phrase.Length <= words.Length && phrase.Length > 0; start++)
        {
            if (words.AsSpan(start, phrase.Length).SequenceEqual(phrase))
                return start;
        }

        throw new ArgumentException(
            $"--same-cells: '{string.Join(' ', phrase)}' does not stand in the sentence. Give one or more words as they stand in it, one after the "
            + $"other: {string.Join(' ', words)}.");
    }
}
