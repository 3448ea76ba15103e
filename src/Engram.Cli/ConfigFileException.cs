namespace Engram.Cli;

/// <summary>A configuration file asks for what the command line does not take: wrong usage.</summary>
/// <param name="path">The file.</param>
/// <param name="line">The line, from 1.</param>
/// <param name="what">What was found and what was expected.</param>
internal sealed class ConfigFileException(string path, int line, string what) : Exception(Terminal.Text($"{path}, line {line}: {what}"));
