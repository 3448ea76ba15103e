namespace Engram.Corpora;

/// <summary>Reads a grammar line by line.</summary>
internal sealed class GrammarParser(string name)
{
    private const int MaxDepth = 32;

    private readonly Dictionary<(string? Language, string Name), (int Line, List<GrammarAlternative> Alternatives)> _rules = [];
    private readonly Dictionary<(string? Language, string Name), GrammarChoice> _resolved = [];
    private readonly Dictionary<GrammarChoice, bool> _holdsSlot = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string? Language, GrammarReference Reference, string? User)> _references = [];
    private readonly List<(string? Language, string Rule)> _path = [];
    private ILookup<(string? Language, string Rule), GrammarReference>? _usedBy;
    private string? _language;
    private string? _intent;
    private int _intentLine;
    private bool _intentUsed = true;
    private (string? Language, string Name)? _openRule;

    /// <summary>The templates, in the order of the file.</summary>
    public List<GrammarTemplate> Templates { get; } = [];

    /// <summary>Sentences that are never generated.</summary>
    public List<string> Excluded { get; } = [];

    /// <summary>Whether some sentences are generated in lower case.</summary>
    public bool VariesCase { get; private set; }

    /// <summary>Reads all lines and checks that every rule can be expanded.</summary>
    public void Read(TextReader reader)
    {
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            string content = line.Trim().TrimStart('\uFEFF');
            if (content.Length == 0 || content[0] == '#')
                continue;
            if (char.IsWhiteSpace(line[0]))
                ReadIndented(number, content);
            else
                ReadDirective(number, content);
        }

        CheckIntentUsed();
        if (Templates.Count == 0)
            throw CorpusException.In(name, "the grammar has no sentences. Write 'intent NAME' and, indented below it, a template a line.");
        if (Templates.All(template => template.Pattern.HeldOut))
            throw CorpusException.In(name, "every template is held out ('~'), which leaves nothing to train on. Leave at least one without '~'.");
        ResolveAll();
        CheckSlots();
    }

    private void ReadIndented(int number, string content)
    {
        if (_openRule is { } open)
        {
            if (content[0] != '|')
            {
                throw Bad(number, $"found '{content}' below the rule <{open.Name}>. "
                    + "Begin the line with '|' to go on with the rule, or write 'intent NAME' before templates.");
            }

            GrammarPattern more = new(name, number, content[1..]);
            _rules[open].Alternatives.AddRange(more.ReadAlternatives());
            Keep(more, open.Name);
            return;
        }

        if (_intent is null)
            throw Bad(number, "a template stands before the first intent. Write a line 'intent NAME' above it, at the left margin.");
        GrammarPattern pattern = new(name, number, content);
        Templates.Add(new GrammarTemplate(pattern.ReadTemplate(), _intent, _language));
        Keep(pattern, null);
        _intentUsed = true;
    }

    private void ReadDirective(int number, string content)
    {
        _openRule = null;
        if (content[0] == '<')
        {
            ReadRule(number, content);
            return;
        }

        int space = content.IndexOfAny([' ', '\t']);
        string rest = space < 0 ? "" : content[space..].Trim();
        switch (space < 0 ? content : content[..space])
        {
            case "intent" when IsName(rest):
                CheckIntentUsed();
                (_intent, _intentLine, _intentUsed) = (rest, number, false);
                break;
            case "language" when IsName(rest):
                CheckIntentUsed();
                (_language, _intent) = (rest, null);
                break;
            case "exclude" when rest.Length > 0:
                Excluded.Add(rest);
                break;
            case "vary" when rest == "case":
                VariesCase = true;
                break;
            default:
                throw Bad(
                    number,
                    $"found '{content}', but 'intent NAME', 'language NAME', 'exclude SENTENCE', 'vary case' or '<rule> = ...' was expected "
                    + "at the left margin. Indent the line if it is a template.");
        }
    }

    private void ReadRule(int number, string content)
    {
        int close = content.IndexOf('>');
        string rule = close < 0 ? "" : content[1..close].Trim();
        string rest = close < 0 ? "" : content[(close + 1)..].TrimStart();
        if (rule.Length == 0 || !rest.StartsWith('='))
            throw Bad(number, $"found '{content}', but a rule is written '<name> = words | other words'. Indent the line if it is a template.");
        (string? Language, string Name) key = (_language, rule);
        if (_rules.TryGetValue(key, out (int Line, List<GrammarAlternative> Alternatives) other))
        {
            throw Bad(number, $"the rule <{rule}> stands on line {other.Line} already. "
                + "Give one of them another name, or go on with the first in indented lines that begin with '|'.");
        }

        GrammarPattern pattern = new(name, number, rest[1..]);
        _rules.Add(key, (number, pattern.ReadAlternatives()));
        Keep(pattern, rule);
        _openRule = key;
    }

    private void Keep(GrammarPattern pattern, string? user) =>
        _references.AddRange(pattern.References.Select(reference => (_language, reference, user)));

    private void CheckIntentUsed()
    {
        if (!_intentUsed)
            throw Bad(_intentLine, $"the intent '{_intent}' has no templates. Write them on indented lines below it.");
    }

    private void ResolveAll()
    {
        _usedBy = _references.ToLookup(each => (each.Language, each.User ?? ""), each => each.Reference);
        foreach ((string? language, GrammarReference reference, string? user) in _references)
        {
            if (user is null)
                Resolve(language, reference);
        }

        foreach (((string? language, string rule), (int line, _)) in _rules)
            Resolve(language, new GrammarReference(rule, line, InSlot: false));
    }

    private void CheckSlots()
    {
        foreach ((_, GrammarReference reference, _) in _references)
        {
            if (reference.InSlot && HoldsSlot(reference.Rule!))
                throw Bad(reference.Line, $"the rule <{reference.Name}> holds a slot and is used inside a slot. Take one of the two slots away.");
        }
    }

    private bool HoldsSlot(GrammarNode node) => node switch
    {
        GrammarSlot => true,
        GrammarSequence sequence => sequence.Parts.Any(HoldsSlot),
        GrammarChoice choice => RuleHoldsSlot(choice),
        GrammarReference reference => HoldsSlot(reference.Rule!),
        _ => false,
    };

    // Rules that use others twice each have more ways down than there is time for.
    private bool RuleHoldsSlot(GrammarChoice choice)
    {
        if (!_holdsSlot.TryGetValue(choice, out bool holds))
            _holdsSlot[choice] = holds = choice.Alternatives.Any(alternative => HoldsSlot(alternative.Content));
        return holds;
    }

    private CorpusException Bad(int line, string what) => CorpusException.At(name, line, what);

    // A rule's own language first, then the rules above the first 'language' line.
    private void Resolve(string? language, GrammarReference reference)
    {
        (string? Language, string Name) key = (language, reference.Name);
        if (!_rules.ContainsKey(key))
            key = (null, reference.Name);
        if (!_rules.TryGetValue(key, out (int Line, List<GrammarAlternative> Alternatives) rule))
        {
            throw Bad(reference.Line, $"the rule <{reference.Name}> is not defined. "
                + $"Add a line '<{reference.Name}> = ...'{Where(language)}, or mend the name.");
        }

        int seen = _path.IndexOf(key);
        if (seen >= 0 || _path.Count >= MaxDepth)
        {
            string path = string.Join(" → ", _path.Skip(seen).Select(step => $"<{step.Rule}>"));
            throw Bad(reference.Line, seen >= 0
                ? $"the rule <{reference.Name}> leads back to itself: {path} → <{reference.Name}>, which never ends. Write the repetition out."
                : $"the rules are nested more than {MaxDepth} deep at <{reference.Name}>. Join some of them.");
        }

        if (!_resolved.TryGetValue(key, out GrammarChoice? choice))
        {
            if (rule.Alternatives.All(alternative => alternative.HeldOut))
                throw Bad(rule.Line, $"every alternative of <{reference.Name}> is held out ('~'). Leave at least one without '~' to train on.");
            _path.Add(key);
            foreach (GrammarReference used in _usedBy![key])
                Resolve(key.Language, used);

            _path.RemoveAt(_path.Count - 1);
            choice = new GrammarChoice(rule.Alternatives);
            _resolved.Add(key, choice);
        }

        reference.Rule = choice;
    }

    private static string Where(string? language) => language is null ? "" : $" under 'language {language}' or above the first language";

    private static bool IsName(string text) => text.Length is > 0 and <= 100 && !text.Any(char.IsWhiteSpace);
}
