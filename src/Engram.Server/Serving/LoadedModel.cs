using Engram.Inspection;
using Engram.Models;

namespace Engram.Server.Serving;

/// <summary>A tagger, the file it came from, and what its training left beside it.</summary>
/// <param name="Tagger">The tagger.</param>
/// <param name="Stamp">The file as it was.</param>
/// <param name="Training">What its training left; <see langword="null"/> where there is nothing.</param>
internal sealed record LoadedModel(SlotTagger Tagger, FileStamp Stamp, TrainingRecord? Training)
{
    private readonly Lazy<SlotExplainer> _explainer = new(() => new SlotExplainer(Tagger));

    /// <summary>Explains its answers; made when first asked for, since it holds the weights a second time.</summary>
    public SlotExplainer Explainer => _explainer.Value;

    /// <summary>Loads a model.</summary>
    /// <exception cref="ModelFileException">The file is missing, damaged or no tagger.</exception>
    public static LoadedModel Load(string path, FileStamp stamp) => new(SlotTagger.Load(path), stamp, TrainingRecord.ReadBeside(path));
}
