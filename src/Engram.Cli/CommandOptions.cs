using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Engram.Cli;

/// <summary>Options that say what values they take when they get another.</summary>
internal static partial class CommandOptions
{
    /// <summary>An option with one value of an enumeration, spelled in lower case with hyphens.</summary>
    /// <param name="name">With its hyphens.</param>
    /// <param name="description">One sentence; the values are added.</param>
    public static Option<TEnum?> Choice<TEnum>(string name, string description)
        where TEnum : struct, Enum
    {
        string[] names = [.. Enum.GetNames<TEnum>().Select(Spelled)];
        TEnum[] values = Enum.GetValues<TEnum>();
        Option<TEnum?> option = new(name)
        {
            Description = $"{description} One of: {string.Join(", ", names)}.",
            HelpName = "name",
            CustomParser = result =>
            {
                string given = result.Tokens[0].Value;
                int index = Array.IndexOf(names, given);
                if (index >= 0)
                    return values[index];
                result.AddError($"{name}: '{given}' is not known. Give one of: {string.Join(", ", names)}.");
                return null;
            },
        };
        option.CompletionSources.Add(names);
        return option;
    }

    /// <summary>An option with several values of an enumeration, spelled like those of <see cref="Choice"/>, with commas between them.</summary>
    /// <param name="name">With its hyphens.</param>
    /// <param name="description">One sentence.</param>
    public static Option<TEnum[]?> Choices<TEnum>(string name, string description)
        where TEnum : struct, Enum
    {
        string[] names = [.. Enum.GetNames<TEnum>().Select(Spelled)];
        TEnum[] values = Enum.GetValues<TEnum>();
        return new Option<TEnum[]?>(name)
        {
            Description = description,
            HelpName = "names",
            CustomParser = result =>
            {
                string[] given = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
                if (given.FirstOrDefault(one => !names.Contains(one)) is not { } unknown)
                    return [.. given.Select(one => values[Array.IndexOf(names, one)])];
                result.AddError($"{name}: '{unknown}' is not known. Give some of: {string.Join(", ", names)}.");
                return null;
            },
        };
    }

    /// <summary>An option with several whole numbers, with commas between them.</summary>
    /// <param name="name">With its hyphens.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="minimum">The least.</param>
    /// <param name="maximum">The most.</param>
    public static Option<int[]?> WholeNumbers(string name, string description, int minimum, int maximum) => new(name)
    {
        Description = description,
        HelpName = "numbers",
        CustomParser = result => [.. Numbers(result, name, minimum, maximum, whole: true).Select(number => (int)number)],
    };

    /// <summary>An option with several numbers, with commas between them.</summary>
    /// <param name="name">With its hyphens.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="minimum">The least.</param>
    /// <param name="maximum">The most.</param>
    public static Option<double[]?> Numbers(string name, string description, double minimum, double maximum) => new(name)
    {
        Description = description,
        HelpName = "numbers",
        CustomParser = result => Numbers(result, name, minimum, maximum, whole: false),
    };

    /// <summary>An option with a whole number.</summary>
    /// <param name="name">With its hyphens.</param>
    /// <param name="description">One sentence; the range is added.</param>
    /// <param name="fallback">The value where it is not given.</param>
    /// <param name="minimum">The least.</param>
    /// <param name="maximum">The most.</param>
    public static Option<int> Whole(string name, string description, int fallback, int minimum, int maximum = int.MaxValue)
    {
        string range = maximum == int.MaxValue ? Terminal.Text($"{minimum} or more") : Terminal.Text($"from {minimum} to {maximum}");
        return new Option<int>(name)
        {
            Description = WithRange(description, range),
            HelpName = "number",
            DefaultValueFactory = _ => fallback,
            CustomParser = result =>
            {
                string given = result.Tokens[0].Value;
                bool isWhole = int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value);
                if (isWhole && value >= minimum && value <= maximum)
                    return value;
                result.AddError($"{name}: '{given}' is not a whole number, {range}.");
                return fallback;
            },
        };
    }

    /// <summary>An option with a whole number whose default depends on other things.</summary>
    /// <param name="name">With its hyphens.</param>
    /// <param name="description">One sentence, which says what holds where it is not given.</param>
    /// <param name="minimum">The least.</param>
    public static Option<int?> WholeIfGiven(string name, string description, int minimum) => new(name)
    {
        Description = description,
        HelpName = "number",
        CustomParser = result =>
        {
            string given = result.Tokens[0].Value;
            if (int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= minimum)
                return value;
            result.AddError(Terminal.Text($"{name}: '{given}' is not a whole number, {minimum} or more."));
            return null;
        },
    };

    /// <summary>An option with a number between 0 and 1, neither of them included.</summary>
    /// <param name="name">With its hyphens.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="fallback">The value where it is not given.</param>
    public static Option<double> Share(string name, string description, double fallback) => new(name)
    {
        Description = WithRange(description, "between 0 and 1"),
        HelpName = "share",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            string given = result.Tokens[0].Value;
            if (double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is > 0 and < 1)
                return value;
            result.AddError($"{name}: '{given}' is not a number between 0 and 1, such as 0.1.");
            return fallback;
        },
    };

    /// <summary>An option with a number.</summary>
    /// <param name="name">With its hyphens.</param>
    /// <param name="description">One sentence; the range is added.</param>
    /// <param name="fallback">The value where it is not given.</param>
    /// <param name="minimum">The least.</param>
    /// <param name="maximum">The most.</param>
    public static Option<double> Number(string name, string description, double fallback, double minimum, double maximum) => new(name)
    {
        Description = WithRange(description, Range(minimum, maximum)),
        HelpName = "number",
        DefaultValueFactory = _ => fallback,
        CustomParser = result => ReadNumber(result, name, minimum, maximum) ?? fallback,
    };

    /// <summary>An option with a number whose default depends on other options.</summary>
    /// <param name="name">With its hyphens.</param>
    /// <param name="description">One sentence, which says what holds where it is not given; the range is added.</param>
    /// <param name="minimum">The least.</param>
    /// <param name="maximum">The most.</param>
    public static Option<double?> NumberIfGiven(string name, string description, double minimum, double maximum) => new(name)
    {
        Description = WithRange(description, Range(minimum, maximum)),
        HelpName = "number",
        CustomParser = result => ReadNumber(result, name, minimum, maximum),
    };

    private static double[] Numbers(ArgumentResult result, string name, double minimum, double maximum, bool whole)
    {
        string[] given = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
        double[] numbers = new double[given.Length];
        for (int i = 0; i < given.Length; i++)
        {
            bool isNumber = double.TryParse(given[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]);
            if (isNumber && numbers[i] >= minimum && numbers[i] <= maximum && (!whole || numbers[i] == Math.Floor(numbers[i])))
                continue;
            result.AddError(Terminal.Text($"{name}: '{given[i]}' is not a {(whole ? "whole number" : "number")} from {minimum} to {maximum}."));
            return [];
        }

        return numbers;
    }

    private static double? ReadNumber(ArgumentResult result, string name, double minimum, double maximum)
    {
        string given = result.Tokens[0].Value;
        bool isNumber = double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        if (isNumber && value >= minimum && value <= maximum)
            return value;
        result.AddError($"{name}: '{given}' is not a number {Range(minimum, maximum)}.");
        return null;
    }

    private static string Range(double minimum, double maximum) => Terminal.Text($"from {minimum:0.#########} to {maximum:0.#########}");

    // The help adds the default by itself, in brackets.
    private static string WithRange(string description, string range) => $"{description} {char.ToUpperInvariant(range[0])}{range[1..]}.";

    /// <summary>How a member of an enumeration is spelled on the command line.</summary>
    public static string Spelled(string member) => WordStart().Replace(member, "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex WordStart();
}
