using Engram.Cli;

using Interruption interruption = new();
using Terminal terminal = Terminal.OfThisProcess();
return await CommandLine.RunAsync(args, terminal, interruption.Token);
