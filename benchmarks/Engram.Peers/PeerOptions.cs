using System.Globalization;

namespace Engram.Peers;

/// <summary>What the command line says.</summary>
/// <param name="Json">The file to write.</param>
/// <param name="Only">The rows to measure begin with one of these; all where there are none.</param>
/// <param name="Rounds">Rounds that count.</param>
/// <param name="Waits">Whether rounds that other load disturbed are repeated.</param>
internal sealed record PeerOptions(string? Json, IReadOnlyList<string> Only, int Rounds, bool Waits)
{
    private const string Usage = """
        Engram.Peers: Engram against ONNX Runtime and libtorch, on one network, in one run.
          --json FILE     write the results there
          --only PREFIX   only the rows whose names begin so; may be given again
          --rounds N      rounds that count, default 7
          --busy          do not repeat what other load disturbs: to try something, not to publish
        """;

    public static PeerOptions Parse(string[] args)
    {
        PeerOptions options = new(null, [], 7, true);
        for (int i = 0; i < args.Length; i++)
        {
            string Next() => ++i < args.Length ? args[i] : throw Wrong($"{args[i - 1]} wants a value.");
            options = args[i] switch
            {
                "--json" => options with { Json = Next() },
                "--only" => options with { Only = [.. options.Only, Next()] },
                "--rounds" => options with { Rounds = int.Parse(Next(), CultureInfo.InvariantCulture) },
                "--busy" => options with { Waits = false },
                _ => throw Wrong($"'{args[i]}' is not known."),
            };
        }

        return options;
    }

    public bool Wants(string name) => Only.Count == 0 || Only.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static ArgumentException Wrong(string what) => new($"{what}\n{Usage}");
}
