using System.Text;
using Engram.Corpora;

namespace Engram.Lessons;

/// <summary>The built-in corpus: people who want tickets, in English and Chinese, generated from a grammar that comes with the library.</summary>
/// <remarks>
/// Eight intents and eighteen slots, among them the lecture's: destination, place of departure, time of arrival, time of departure.
/// The lecture's four sentences are never generated, so that tagging them shows what was learned and not what was memorised.
/// </remarks>
public static class TicketCorpus
{
    private const string Resource = "Engram.Lessons.tickets.grammar";

    private static readonly Lazy<Grammar> Parsed = new(Parse);

    /// <summary>The sentences of the lecture, English and Chinese: the same word as destination and as place of departure.</summary>
    public static IReadOnlyList<string> LectureSentences { get; } =
    [
        "i would like to arrive Taipei on November 2nd",
        "i would like to leave Taipei on November 2nd",
        "我想十一月二号到达台北",
        "我想十一月二号离开台北",
    ];

    /// <summary>The grammar, its languages <c>en</c> and <c>zh</c>.</summary>
    public static Grammar Grammar => Parsed.Value;

    /// <summary>Generates annotated sentences; the same arguments give the same sentences.</summary>
    /// <param name="seed">Where the random choices begin.</param>
    /// <param name="count">How many sentences, 0 or more.</param>
    /// <param name="split">The training part, or the part with held-out templates and place names.</param>
    /// <param name="language"><c>en</c> or <c>zh</c>; both when <see langword="null"/>.</param>
    public static IReadOnlyList<Utterance> Create(int seed, int count, GrammarSplit split = GrammarSplit.Train, string? language = null) =>
        [.. Grammar.Generate(count, seed, split, language)];

    /// <summary>The text of the grammar, as an example to start one's own from.</summary>
    public static string GrammarText()
    {
        using StreamReader reader = Open();
        return reader.ReadToEnd();
    }

    private static Grammar Parse()
    {
        using StreamReader reader = Open();
        return Grammar.Parse(reader, "tickets.grammar");
    }

    private static StreamReader Open()
    {
        Stream stream = typeof(TicketCorpus).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource '{Resource}' is missing from the library. Build it again from its sources.");
        return new StreamReader(stream, Encoding.UTF8);
    }
}
