using System.Globalization;
using Engram.Tagging;

namespace Engram.Corpora;

/// <summary>Checks that the tags of a corpus are those of one scheme, and counts the places that break its rules.</summary>
/// <param name="name">What messages call the corpus.</param>
/// <param name="scheme">The scheme.</param>
/// <param name="schemeGiven">Whether the scheme was asked for, not recognised.</param>
/// <param name="named">Whether tags have names, so that a bare letter is a mistake.</param>
/// <param name="strict">Whether a tag that breaks the rules is an error.</param>
internal sealed class TagCheck(string name, TagScheme scheme, bool schemeGiven, bool named, bool strict)
{
    private int _count;
    private string _first = "";

    /// <summary>Checks a sentence.</summary>
    /// <param name="sentence">The sentence and its lines.</param>
    public void Add(ConllSentence sentence)
    {
        IReadOnlyList<string> tags = sentence.Utterance.Tags!;
        for (int i = 0; i < tags.Count; i++)
        {
            if (!TagGrammar.Knows(scheme, tags[i]) || IsBareAmongNamed(tags[i])) throw Unknown(tags[i], sentence.Lines[i]);
        }
        int place = -1;
        while ((place = TagGrammar.NextIllFormed(tags, scheme, place + 1)) <= tags.Count) Count(tags, place, sentence.Lines);
    }

    /// <summary>The warning for all places together; null where the rules were kept.</summary>
    public string? Warning() => _count == 0 ? null : string.Create(CultureInfo.InvariantCulture,
        $"{name}: {_count} tag{(_count == 1 ? " breaks" : "s break")} the rules of the {SchemeName} scheme; {_first}");

    private string SchemeName => scheme switch
    {
        TagScheme.Bio => "BIO",
        _ => scheme.ToString().ToUpperInvariant(),
    };

    private void Count(IReadOnlyList<string> tags, int place, int[] lines)
    {
        if (_count++ > 0 && !strict)
            return; // what follows costs a pass over the sentence
        string found = Describe(tags, place);
        int line = lines[Math.Min(place, lines.Length - 1)];
        if (strict)
        {
            throw CorpusException.At(
                name, line, $"{found}. Write {Fix(tags, place)}, or read the file without --strict, which {Counted(tags, place)}.");
        }

        _first = string.Create(
            CultureInfo.InvariantCulture, $"the first stands on line {line}: {found}. It {Counted(tags, place)}, as conlleval counts it.");
    }

    private string Describe(IReadOnlyList<string> tags, int place)
    {
        string before = place == 0 ? "the beginning of a sentence" : $"'{tags[place - 1]}'";
        string what = place == tags.Count ? $"the sentence ends after {before}" : $"tag '{tags[place]}' follows {before}";
        return $"{what}, but in the {SchemeName} scheme {Rule(tags, place)}";
    }

    private string Rule(IReadOnlyList<string> tags, int place) => scheme switch
    {
        TagScheme.Bio => "an I- tag continues a span of the same slot",
        TagScheme.Iob1 => "a B- tag stands only right after a span of the same slot",
        TagScheme.Ioe1 => "an E- tag stands only right before a span of the same slot",
        TagScheme.Ioe2 => "an E- tag closes every span",
        TagScheme.Bioes or TagScheme.Bilou when place > 0 && tags[place - 1][0] is 'B' or 'I' =>
            $"a span is open there until {(scheme == TagScheme.Bioes ? "an E-" : "an L-")} tag of the same slot",
        _ => $"a span is opened by {(scheme == TagScheme.Bioes ? "a B- or S-" : "a B- or U-")} tag",
    };

    private string Fix(IReadOnlyList<string> tags, int place)
    {
        string[] repaired = TagGrammar.Repair(tags, scheme);
        if (place < tags.Count && repaired[place] != tags[place]) return $"'{repaired[place]}'";
        return place > 0 ? $"'{repaired[place - 1]}' on the line before" : $"'{repaired[place]}'";
    }

    private string Counted(IReadOnlyList<string> tags, int place)
    {
        bool starts = place < tags.Count && TagSpans.Read(tags, scheme).Any(span => span.Start == place);
        return starts ? "starts a slot there" : "ends the slot there";
    }

    private bool IsBareAmongNamed(string tag) => named && scheme != TagScheme.Plain && tag.Length == 1 && tag != "O";

    private CorpusException Unknown(string tag, int line)
    {
        string expected = string.Join(", ", StrictSpanRules.Letters(scheme).Select(letter => letter == 'O' ? "'O'" : $"'{letter}-name'"));
        string whose = schemeGiven ? "that was asked for" : "of the file's other tags";
        return CorpusException.At(name, line, $"tag '{tag}' does not fit the {SchemeName} scheme {whose}, in which a tag is one of "
            + $"{expected}. Correct the tag, or give the scheme if another was meant.");
    }
}
