using System.CommandLine;
using System.CommandLine.Parsing;

namespace Engram.Cli;

/// <summary><c>--config FILE</c>: a JSON file with options of its command; what stands on the command line goes before.</summary>
internal sealed class ConfigOption : Option<string?>
{
    private readonly IReadOnlyList<Option> _allowed;

    /// <summary>Makes the option.</summary>
    /// <param name="allowed">The options that the file may hold, each under its name without hyphens before it.</param>
    public ConfigOption(IReadOnlyList<Option> allowed)
        : base("--config")
    {
        Description = "A JSON file with network and training options, such as {\"cell\": \"gru\", \"units\": 100}; options given here go before.";
        HelpName = "file.json";
        _allowed = allowed;
    }

    /// <summary>The command line with the options of its file, where it names one.</summary>
    /// <param name="root">The program.</param>
    /// <param name="args">The command line.</param>
    /// <param name="parsed">The command line, parsed; what else is wrong with it stays wrong.</param>
    /// <exception cref="ConfigFileException">An option of the file is not known, or has a value that it does not take.</exception>
    /// <exception cref="InvalidDataException">The file is not UTF-8, or no JSON object.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ParseResult Expand(RootCommand root, IReadOnlyList<string> args, ParseResult parsed)
    {
        ConfigOption? config = parsed.CommandResult.Command.Options.OfType<ConfigOption>().FirstOrDefault();
        if (config is null || parsed.GetResult(config)?.Errors.Any() == true || parsed.GetValue(config) is not { } path)
            return parsed;
        IEnumerable<string> more = from entry in ConfigFile.Read(path)
                                   let option = config.Check(path, entry)
                                   where parsed.GetResult(option) is null or { Implicit: true }
                                   select entry.Argument;
        return root.Parse([args[0], .. more, .. args.Skip(1)]);
    }

    // Each by itself, so that what is wrong can be told with its place.
    private Option Check(string path, ConfigEntry entry)
    {
        Option? option = _allowed.FirstOrDefault(option => option.Name == entry.Option);
        if (option is null)
        {
            throw new ConfigFileException(path, entry.Line,
                $"there is no option '{entry.Name}'. Give one of: {string.Join(", ", _allowed.Select(known => known.Name.TrimStart('-')))}.");
        }

        IReadOnlyList<ParseError> errors = new RootCommand { option }.Parse([entry.Argument]).Errors;
        return errors.Count == 0 ? option : throw new ConfigFileException(path, entry.Line, errors[0].Message);
    }
}
