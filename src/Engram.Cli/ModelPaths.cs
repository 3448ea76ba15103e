using System.Text;
using Engram.Corpora;
using Engram.Evaluation;
using Engram.Models;

namespace Engram.Cli;

/// <summary>The files of a training: the model, and what stands beside it under the same name.</summary>
/// <param name="model">The model file; of its name only <c>.engram</c> is left out of the others'.</param>
internal sealed class ModelPaths(string model)
{
    private const string Extension = ".engram";

    private readonly string _stem = model.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? model[..^Extension.Length] : model;

    /// <summary>The model file.</summary>
    public string Model => model;

    /// <summary>A line an epoch.</summary>
    public string Log => _stem + ".jsonl";

    /// <summary>The curves, drawn from the log.</summary>
    public string Curves => _stem + ".svg";

    /// <summary>What was found on the validation set.</summary>
    public string Validation => _stem + ".valid.json";

    /// <summary>Where an interrupted training stands.</summary>
    public string Checkpoint => _stem + ".checkpoint";

    /// <summary>Writes what was found on the validation set.</summary>
    /// <param name="scores">What was scored.</param>
    /// <param name="corpus">On which sentences.</param>
    /// <param name="tagger">The model.</param>
    public void WriteValidation(Scores scores, Corpus corpus, SlotTagger tagger) => AtomicFile.Write(
        Validation, stream => stream.Write(Encoding.UTF8.GetBytes(ValidationJson.ToJson(scores, corpus, tagger.Tokenizer) + "\n")));

    /// <summary>Refuses to write over a file that the training reads.</summary>
    /// <param name="inputs">The files that it reads.</param>
    /// <exception cref="IOException">One of them is one of these; the message names both.</exception>
    public void RequireApart(IEnumerable<string> inputs)
    {
        // Where names differ by case alone, some file systems see one file.
        foreach (string input in inputs)
            foreach (string output in (string[])[Model, Log, Curves, Validation, Checkpoint])
                if (string.Equals(Path.GetFullPath(input), Path.GetFullPath(output), StringComparison.OrdinalIgnoreCase))
                    throw new IOException($"{input}: training would write {output} over it. Give --out another name.");
    }
}
