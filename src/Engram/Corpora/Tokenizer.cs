using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Engram.Corpora;

/// <summary>Cuts a text into tokens as the corpus was cut that a model was trained on. Immutable and thread-safe; stored in the model.</summary>
/// <remarks>
/// <para>A text is split at white space first and then further only as the training tokens show: a comma is split off only where the corpus has it
/// as a token, <c>i'd</c> becomes <c>i</c> <c>'d</c> only where the corpus has <c>'d</c>, <c>o'clock</c> stays whole where it was seen.</para>
/// <para>Every training token without white space, standing between white space, comes back as one token. Rules are matched without regard
/// to case, full-width forms and kinds of apostrophe.</para>
/// </remarks>
public sealed class Tokenizer
{
    /// <summary>What separates tokens in every corpus; other white space does unless it was seen inside a training token.</summary>
    internal static readonly SearchValues<char> AlwaysSeparates = SearchValues.Create(" \t\r\n\v\f");

    private static readonly WordNormalizer RuleNormalizer = new(TokenizerFolding.Case | TokenizerFolding.Width | TokenizerFolding.Quotes);

    private readonly TokenizerRules _rules;
    private readonly WordCutter _words;

    internal Tokenizer(TokenizerRules rules, TokenizerFolding folding)
    {
        _rules = rules;
        _words = new WordCutter(rules);
        Normalizer = new WordNormalizer(folding);
    }

    /// <summary>The folding that <see cref="Learn"/> uses when none is given: case, width and quotes.</summary>
    public const TokenizerFolding DefaultFolding = TokenizerFolding.Case | TokenizerFolding.Width | TokenizerFolding.Quotes;

    /// <summary>How texts are cut; never <see cref="TokenizerKind.Auto"/>.</summary>
    public TokenizerKind Kind => _rules.Kind;

    /// <summary>Turns a token into the form under which the model looks it up.</summary>
    public WordNormalizer Normalizer { get; }

    /// <summary>
    /// What stands between the tokens of a corpus when they are joined to a text that reads naturally: nothing for <see
    /// cref="TokenizerKind.Characters"/>, else a space.
    /// </summary>
    public string Separator => Kind == TokenizerKind.Characters ? "" : " ";

    /// <summary>
    /// A tokenizer for text that nobody has cut yet: at white space, usual punctuation at either end of a word split off, every Han character a
    /// token.
    /// </summary>
    public static Tokenizer ForPlainText { get; } = new(PlainTextRules.Create(), DefaultFolding);

    /// <summary>Learns how a corpus was cut.</summary>
    /// <param name="trainingTokens">The tokens of each training sentence. Tokens that hold a space, tab or line break cannot be found again and
    /// teach nothing.</param>
    /// <param name="kind">How to cut; <see cref="TokenizerKind.Auto"/> takes characters when nearly all tokens are single Han characters, else
    /// words.</param>
    /// <param name="folding">Which differences between words do not count when the model looks them up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind or the folding is none.</exception>
    public static Tokenizer Learn(
        IEnumerable<IReadOnlyList<string>> trainingTokens, TokenizerKind kind = TokenizerKind.Auto, TokenizerFolding folding = DefaultFolding)
    {
        ArgumentNullException.ThrowIfNull(trainingTokens);
        if (!Enum.IsDefined(kind))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected Auto, Words, Characters or Whitespace.");
        return new Tokenizer(TokenizerLearner.Learn(trainingTokens, kind), folding);
    }

    /// <summary>Cuts a text.</summary>
    /// <param name="text">Any text; control characters and lone surrogates are characters like others.</param>
    /// <returns>The tokens in order; none where the text is empty or only white space.</returns>
    public IReadOnlyList<Token> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Tokenize(text, isWhole: true);
    }

    /// <summary>Cuts a text after which more may come.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isWhole">Whether the sentence ends with it; a full stop at the end is then cut off where elsewhere it would not be.</param>
    internal IReadOnlyList<Token> Tokenize(string text, bool isWhole)
    {
        string folded = FoldForRules(text);
        List<Token> tokens = [];
        List<int> ends = [];
        int contentEnd = text.Length;
        while (contentEnd > 0 && Separates(text[contentEnd - 1]))
            contentEnd--;
        for (int start = 0; start < contentEnd;)
        {
            if (Separates(text[start]))
            {
                start++;
                continue;
            }

            int end = start + 1;
            while (end < contentEnd && !Separates(text[end]))
                end++;
            ends.Clear();
            Cut(folded.AsSpan(start, end - start), start, isWhole && end == contentEnd, ends);
            foreach (int tokenEnd in ends)
            {
                if (!text.AsSpan(start, tokenEnd - start).IsWhiteSpace()) // such as a no-break space that stands alone
                    tokens.Add(new Token(text[start..tokenEnd], start, tokenEnd));
                start = tokenEnd;
            }
        }

        return tokens;
    }

    /// <summary>Joins tokens to a text that reads naturally and is cut into the same tokens again: without spaces between Han characters, where they
    /// are not needed.</summary>
    /// <param name="tokens">The tokens.</param>
    public string Join(IReadOnlyList<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        StringBuilder text = new();
        for (int i = 0; i < tokens.Count; i++)
        {
            bool apart = i > 0 && !(CharacterClasses.IsSingleHan(tokens[i - 1]) && CharacterClasses.IsSingleHan(tokens[i]));
            text.Append(apart ? Separator : "").Append(tokens[i]);
        }

        string natural = text.ToString();
        return Tokenize(natural).Select(token => token.Text).SequenceEqual(tokens) ? natural : string.Join(Separator, tokens);
    }

    /// <summary>Writes the tokenizer as a JSON object, the same bytes for the same rules.</summary>
    /// <param name="writer">Receives one object.</param>
    public void WriteTo(Utf8JsonWriter writer) => TokenizerJson.Write(writer, _rules, Normalizer.Folding);

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <param name="element">The object.</param>
    /// <exception cref="CorpusException">The object does not describe a tokenizer.</exception>
    public static Tokenizer ReadFrom(JsonElement element)
    {
        (TokenizerRules rules, TokenizerFolding folding) = TokenizerJson.Read(element);
        return new Tokenizer(rules, folding);
    }

    /// <summary>The form in which rules are learned and matched; as long as the text, so that offsets hold.</summary>
    internal static string FoldForRules(string text) => RuleNormalizer.Normalize(text);

    private bool Separates(char c) => char.IsWhiteSpace(c) && (AlwaysSeparates.Contains(c) || !_rules.InnerWhiteSpace.Contains(c));

    private void Cut(ReadOnlySpan<char> piece, int offset, bool isLast, List<int> ends)
    {
        if (Kind == TokenizerKind.Words)
            _words.Cut(piece, offset, isLast, ends);
        else if (Kind == TokenizerKind.Characters)
            CharacterCutter.Cut(_rules, piece, offset, ends);
        else
            ends.Add(offset + piece.Length);
    }
}
