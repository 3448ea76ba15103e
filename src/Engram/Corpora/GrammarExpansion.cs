using System.Text;

namespace Engram.Corpora;

/// <summary>One sentence in the making: a template followed with a choice made at each fork.</summary>
internal sealed class GrammarExpansion(GrammarSplit split, Func<IReadOnlyList<GrammarAlternative>, int> choose)
{
    private const int MaxSteps = 20_000;

    private readonly List<(StringBuilder Text, string? Slot)> _pieces = [];
    private int _steps;

    /// <summary>Expands a template.</summary>
    /// <returns>The sentence; <see langword="null"/> where nothing but optional parts that were left out was in it.</returns>
    public Utterance? Expand(GrammarTemplate template, Func<string, bool, string> respell)
    {
        _pieces.Clear();
        _steps = 0;
        Follow(template.Pattern.Content, null);
        List<string> tokens = [];
        List<string> tags = [];
        foreach ((StringBuilder text, string? slot) in _pieces)
        {
            bool begins = true;
            foreach (Token token in Tokenizer.ForPlainText.Tokenize(text.ToString()))
            {
                tags.Add(slot is null ? "O" : begins ? $"B-{slot}" : $"I-{slot}");
                tokens.Add(respell(token.Text, tokens.Count == 0));
                begins = false;
            }
        }

        return tokens.Count == 0 ? null : new Utterance(tokens, tags, template.Intent);
    }

    private void Follow(GrammarNode node, string? slot)
    {
        if (++_steps > MaxSteps)
            throw new CorpusException($"A template of the grammar expands to more than {MaxSteps} parts. Make its rules shorter.");
        switch (node)
        {
            case GrammarText text:
                Append(text.Text, slot);
                break;
            case GrammarSequence sequence:
                foreach (GrammarNode part in sequence.Parts)
                    Follow(part, slot);
                break;
            case GrammarSlot named:
                _pieces.Add((new StringBuilder(), named.Name));
                Follow(named.Content, named.Name);
                _pieces.Add((new StringBuilder(), null));
                break;
            case GrammarReference reference:
                Follow(reference.Rule!, slot);
                break;
            case GrammarChoice choice:
                IReadOnlyList<GrammarAlternative> alternatives = choice.For(split);
                Follow(alternatives[alternatives.Count == 1 ? 0 : choose(alternatives)].Content, slot);
                break;
        }
    }

    private void Append(string text, string? slot)
    {
        if (_pieces.Count == 0 || _pieces[^1].Slot != slot)
            _pieces.Add((new StringBuilder(), slot));
        _pieces[^1].Text.Append(text);
    }
}
