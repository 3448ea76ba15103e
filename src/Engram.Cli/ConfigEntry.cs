namespace Engram.Cli;

/// <summary>One option of a configuration file.</summary>
/// <param name="Line">The line it stands on, from 1.</param>
/// <param name="Name">Its name, such as <c>learning-rate</c>.</param>
/// <param name="Value">Its value as text.</param>
internal sealed record ConfigEntry(int Line, string Name, string Value)
{
    /// <summary>What the command line calls it.</summary>
    public string Option => $"--{Name}";

    /// <summary>What one would write on the command line.</summary>
    public string Argument => $"--{Name}={Value}";
}
