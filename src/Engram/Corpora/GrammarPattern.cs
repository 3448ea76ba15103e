using System.Globalization;
using System.Text;

namespace Engram.Corpora;

/// <summary>Reads the pattern on one line of a grammar: words, <c>{a|b}?</c>, <c>[words](slot)</c>, <c>&lt;rule&gt;</c>.</summary>
internal sealed class GrammarPattern(string name, int line, string text)
{
    private const int MaxDepth = 32;

    private int _at;
    private int _depth;
    private bool _inSlot;

    /// <summary>Every rule that the pattern uses.</summary>
    public List<GrammarReference> References { get; } = [];

    /// <summary>Reads a whole line of alternatives.</summary>
    public List<GrammarAlternative> ReadAlternatives()
    {
        List<GrammarAlternative> alternatives = Alternatives();
        return _at == text.Length
            ? alternatives
            : throw Bad($"'{text[_at]}' closes nothing. Remove it, or write '\\{text[_at]}' for the character itself.");
    }

    /// <summary>Reads a whole line of one alternative.</summary>
    public GrammarAlternative ReadTemplate()
    {
        List<GrammarAlternative> alternatives = ReadAlternatives();
        return alternatives.Count == 1
            ? alternatives[0]
            : throw Bad("'|' stands outside of braces. Write '{a|b}' for alternatives inside a template, or a template a line.");
    }

    private List<GrammarAlternative> Alternatives()
    {
        if (++_depth > MaxDepth)
            throw Bad($"brackets are nested more than {MaxDepth} deep. Use rules for the inner parts.");
        List<GrammarAlternative> alternatives = [Alternative()];
        while (_at < text.Length && text[_at] == '|')
        {
            _at++;
            alternatives.Add(Alternative());
        }

        _depth--;
        return alternatives;
    }

    private GrammarAlternative Alternative()
    {
        SkipSpaces();
        bool heldOut = _at < text.Length && text[_at] == '~';
        if (heldOut)
            _at++;
        List<GrammarNode> parts = [];
        double weight = 1;
        StringBuilder words = new();
        while (_at < text.Length && text[_at] is not ('|' or '}' or ']'))
        {
            if (IsWeight())
                weight = Weight();
            else if (text[_at] is '{' or '[' or '<')
            {
                AddText(parts, words);
                parts.Add(Part());
            }
            else
                words.Append(Character());
        }

        AddText(parts, words);
        if (parts.All(part => part is GrammarText { Text: var spaces } && string.IsNullOrWhiteSpace(spaces)))
            throw Bad("an alternative is empty. Write words in it, or '{...}?' for a part that may be left out.");
        return new GrammarAlternative(parts.Count == 1 ? parts[0] : new GrammarSequence(parts), weight, heldOut);
    }

    private GrammarNode Part() => text[_at] switch
    {
        '{' => Braces(),
        '[' => Slot(),
        _ => Reference(),
    };

    private GrammarChoice Braces()
    {
        List<GrammarAlternative> alternatives = Enclosed('{', '}');
        GrammarChoice choice = Choice(alternatives);
        if (_at >= text.Length || text[_at] != '?')
            return choice;
        _at++;
        return new GrammarChoice([new GrammarAlternative(choice, 1, false), new GrammarAlternative(new GrammarText(""), 1, false)]);
    }

    private GrammarSlot Slot()
    {
        if (_inSlot)
            throw Bad("a slot stands inside a slot. Close the outer one with '](name)' first.");
        _inSlot = true;
        GrammarChoice content = Choice(Enclosed('[', ']'));
        _inSlot = false;
        int end = _at < text.Length && text[_at] == '(' ? text.IndexOf(')', _at) : -1;
        string slot = end < 0 ? "" : text[(_at + 1)..end].Trim();
        if (slot.Length == 0 || slot.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            throw Bad("after ']' a slot's name in parentheses was expected. Write '[words](slot_name)'.");
        _at = end + 1;
        return new GrammarSlot(content, slot);
    }

    private GrammarReference Reference()
    {
        int end = text.IndexOf('>', _at);
        string rule = end < 0 ? "" : text[(_at + 1)..end].Trim();
        if (rule.Length == 0)
            throw Bad("'<' is not closed. Write '<rule>', or '\\<' for the character itself.");
        _at = end + 1;
        GrammarReference reference = new(rule, line, _inSlot);
        References.Add(reference);
        return reference;
    }

    private List<GrammarAlternative> Enclosed(char open, char close)
    {
        _at++;
        List<GrammarAlternative> alternatives = Alternatives();
        if (_at >= text.Length || text[_at] != close)
            throw Bad($"'{open}' is not closed. Add '{close}', or write '\\{open}' for the character itself.");
        _at++;
        return alternatives;
    }

    private GrammarChoice Choice(List<GrammarAlternative> alternatives) =>
        alternatives.Any(alternative => !alternative.HeldOut)
            ? new GrammarChoice(alternatives)
            : throw Bad("every alternative is held out ('~'), which leaves nothing to train on. Leave at least one without '~'.");

    private char Character()
    {
        if (text[_at] == '\\')
        {
            if (++_at == text.Length)
                throw Bad("'\\' stands at the end. Write '\\\\' for the character itself.");
        }

        return text[_at++];
    }

    // A weight is the last thing of an alternative: "by train *3".
    private bool IsWeight() =>
        text[_at] == '*'
        && (_at == 0 || text[_at - 1] is ' ' or '\t' or '}' or ')' or '>')
        && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]);

    private double Weight()
    {
        int start = ++_at;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
            _at++;
        string found = text[start.._at];
        SkipSpaces();
        bool isLast = _at == text.Length || text[_at] is '|' or '}' or ']';
        bool isNumber = double.TryParse(found, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double weight);
        if (isLast && isNumber && weight is > 0 and <= 1e6)
            return weight;
        throw Bad($"'*{found}' is no weight. Write a number above 0, up to 1000000, at the end of an alternative; '\\*' is the star itself.");
    }

    private void SkipSpaces()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
    }

    private static void AddText(List<GrammarNode> parts, StringBuilder words)
    {
        if (words.Length > 0)
            parts.Add(new GrammarText(words.ToString()));
        words.Clear();
    }

    private CorpusException Bad(string what) => CorpusException.At(name, line, what);
}
