using System.Globalization;

namespace Engram.Load;

/// <summary>What the command line asks for.</summary>
/// <param name="Address">The server.</param>
/// <param name="Seconds">How long each number of connections is measured, after a tenth of it to warm up.</param>
/// <param name="Connections">How many connections ask at one time, one number after the other.</param>
/// <param name="Sentences">What they ask.</param>
internal sealed record LoadOptions(Uri Address, double Seconds, int[] Connections, string[] Sentences)
{
    public const string Usage = "Engram.Load http://127.0.0.1:5050 [--seconds 30] [--connections 1,8,64] [--sentences FILE]";

    private static readonly string[] Usual =
    [
        "i would like to arrive Taipei on November 2nd",
        "leave Taipei on November 2nd",
        "book two tickets from London to New York on Monday morning",
        "is there a flight to Paris tomorrow",
    ];

    /// <summary>Reads a command line.</summary>
    /// <returns><see langword="null"/> where it is wrong.</returns>
    public static LoadOptions? Read(string[] args)
    {
        if (args.Length == 0 || args.Length % 2 == 0 || !Uri.TryCreate(args[0], UriKind.Absolute, out Uri? address))
            return null;
        LoadOptions options = new(address, 30, [1, 8, 64], Usual);
        for (int i = 1; i < args.Length; i += 2)
        {
            string value = args[i + 1];
            switch (args[i])
            {
                case "--seconds" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds > 0:
                    options = options with { Seconds = seconds };
                    break;
                case "--connections" when value.Split(',').All(part => int.TryParse(part, CultureInfo.InvariantCulture, out int count) && count > 0):
                    options = options with { Connections = [.. value.Split(',').Select(part => int.Parse(part, CultureInfo.InvariantCulture))] };
                    break;
                case "--sentences":
                    options = options with { Sentences = [.. File.ReadLines(value).Where(line => line.Length > 0)] };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
