using System.CommandLine;

namespace Engram.Cli;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="description">What it does, in one sentence.</param>
/// <param name="examples">Command lines that can be copied, without a prompt.</param>
internal sealed class ExampleCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    /// <summary>The examples.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Whether it watches for an interruption itself and ends in good order; else it is left where it stands. Default: no.</summary>
    public bool EndsInGoodOrder { get; set; }
}
