using Engram.Corpora;

namespace Engram.Models;

/// <summary>A sentence whose words come one by one, tagged after each.</summary>
/// <remarks>
/// <para>Made by <see cref="SlotTagger.BeginStream"/>; one thread at a time. A tagger that reads forward alone carries its memory from word to
/// word. One that sees later words is run again over the words so far, so that a sentence of n words costs n²/2 of them.</para>
/// <para><strong>Stable</strong> is only what no continuation can change. The last word given is never stable: how it is cut into tokens may depend
/// on whether the sentence ends with it. Of the words before it, a tag is stable when (1) the scores of its word are final, which takes as many
/// further words as the network looks ahead, and never happens before the end where it reads from both ends or with attention; and (2) the best
/// sequences to every possible tag of the last word with final scores agree on it, so that whatever follows goes through it (the survivors of
/// Viterbi's search have merged). A slot is stable when its tags and the tag behind it are. At the end of the sentence everything is.</para>
/// </remarks>
public sealed class StreamingTagger
{
    private readonly SlotTagger _tagger;
    private readonly StreamMemory _memory;
    private readonly List<Token> _tokens = [];
    private string _text = "";
    private string? _last;

    internal StreamingTagger(SlotTagger tagger)
    {
        _tagger = tagger;
        _memory = new StreamMemory(tagger);
    }

    /// <summary>The text so far: the words, with what the tokenizer puts between tokens between them.</summary>
    public string Text => _last is null ? _text : _text + _last;

    /// <summary>Adds a word.</summary>
    /// <param name="word">One word, or a piece of text that is no part of a word.</param>
    /// <returns>What is known so far.</returns>
    public PartialUtterance Add(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        Settle(isWhole: false);
        if (_text.Length > 0)
            _text += _tagger.Tokenizer.Separator;
        _last = word;
        IReadOnlyList<Token> provisional = Cut(isWhole: true);
        (SentencePrediction? prediction, int decided) = _memory.Ask(provisional);
        IReadOnlyList<Token> tokens = [.. _tokens, .. provisional];
        TaggedUtterance utterance = TaggedUtteranceBuilder.Build(Text, tokens, prediction, _tagger.Labels, TaggedUtteranceBuilder.UsualTop);
        return new PartialUtterance(utterance, decided, utterance.Slots.TakeWhile(slot => slot.Tokens.End < decided).Count());
    }

    /// <summary>Ends the sentence. Another may begin with the next word.</summary>
    /// <returns>The whole sentence; where its words were tokens between white space, the very answer of <see cref="SlotTagger.Tag"/>.</returns>
    public TaggedUtterance End()
    {
        Settle(isWhole: true);
        SentencePrediction? prediction = _memory.Ask([]).Prediction;
        TaggedUtterance utterance = TaggedUtteranceBuilder.Build(_text, [.. _tokens], prediction, _tagger.Labels, TaggedUtteranceBuilder.UsualTop);
        _memory.Clear();
        _tokens.Clear();
        _text = "";
        return utterance;
    }

    // From the next word on it is known how the last one is cut.
    private void Settle(bool isWhole)
    {
        IReadOnlyList<Token> tokens = Cut(isWhole);
        _tokens.AddRange(tokens);
        _text = Text;
        _last = null;
        _memory.Keep(tokens);
    }

    private IReadOnlyList<Token> Cut(bool isWhole) => _last is null ? [] : [.. _tagger.Tokenizer.Tokenize(_last, isWhole)
        .Select(token => token with { Start = token.Start + _text.Length, End = token.End + _text.Length })];
}
