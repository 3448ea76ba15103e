using System.Text;
using System.Text.Json;
using CsCheck;
using Engram.Corpora;

namespace Engram.Tests.Corpora;

public sealed class TokenizerTests
{
    private static readonly string[][] Spoken =
    [
        ["i", "'d", "like", "to", "go", ",", "please"], ["leave", "Taipei", "at", "5", "pm", "."], ["at", "7", "pm", "."], ["by", "9", "pm", "?"],
        ["does", "john", "'s", "flight", "leave", "at", "two", "o'clock"], ["that", "costs", "$", "500"],
    ];

    private static readonly string[][] Chinese = [["我", "想", "到", "台", "北"], ["十", "一", "月", "二", "号", "离", "开", "，", "好", "吗"]];

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["ab'’.,?!- \t\u00A0\u3000台北かな01５Ａ\u0301\u200D\uD83D\uDC69\uD800\0\u0007$\"()"], 0, 40]);

    [Theory]
    [InlineData("I’d go to Kaohsiung, please.", "I ’d go to Kaohsiung , please .")]
    [InlineData("leave at 11pm", "leave at 11 pm")]
    [InlineData("Mary's flight at 3.5?", "Mary 's flight at 3.5 ?")]
    [InlineData("2 o'clock a.m. o'hare", "2 o'clock a.m. o'hare")]
    [InlineData("$1,000.50 ...", "$ 1,000.50 ...")]
    [InlineData("why!", "why!")]
    public void Tokenize_AfterLearningWords_CutsAsTheTrainingTokensShow(string text, string expected) =>
        Assert.Equal(expected.Split(' '), Texts(Tokenizer.Learn(Spoken), text));

    [Fact]
    public void Tokenize_WithoutPunctuationInTraining_LeavesPunctuationWhereItIs() =>
        Assert.Equal(["to", "boston,", "i'd", "3.5"], Texts(Tokenizer.Learn([["flights", "to", "boston"]]), "to boston, i'd 3.5"));

    [Fact]
    public void Tokenize_WithEnglishAndChineseInTraining_CutsHanCharactersApart()
    {
        Tokenizer tokenizer = Tokenizer.Learn([.. Spoken, .. Chinese]);

        Assert.Equal(TokenizerKind.Words, tokenizer.Kind);
        Assert.Equal(["我", "想", "11", "月", "到", "Taipei", "，", "谢", "谢"], Texts(tokenizer, "我想11月到Taipei，谢谢"));
    }

    [Fact]
    public void Tokenize_AnUnseenAbbreviationInACorpusThatHasThem_KeepsItInsideTheText()
    {
        string[][] news =
            [["Acme", "Corp.", "rose", "."], ["Bolt", "Inc.", "fell", "."], ["it", "rained", "."], ["so", "it", "went", "."], ["all", "left", "."]];

        Assert.Equal(["Dent", "Ltd.", "fell", "."], Texts(Tokenizer.Learn(news), "Dent Ltd. fell."));
    }

    [Fact]
    public void Learn_WithSingleHanCharacters_ChoosesCharacters()
    {
        Tokenizer tokenizer = Tokenizer.Learn(Chinese);

        Assert.Equal(TokenizerKind.Characters, tokenizer.Kind);
        Assert.Equal("", tokenizer.Separator);
        Assert.Equal(["我", "要", "o", "k", "👩‍👩‍👧", "e\u0301"], Texts(tokenizer, "我要 ok👩‍👩‍👧e\u0301"));
    }

    [Fact]
    public void Tokenize_CharactersWithLatinWordsKeptInTraining_KeepsLatinRunsTogether()
    {
        string[][] songs = [.. Chinese, ["放", "hello", "吧"], ["听", "周", "杰", "伦", "2024", "的", "K歌"]];

        Assert.Equal(["放", "goodbye", "1999", "K歌"], Texts(Tokenizer.Learn(songs, TokenizerKind.Characters), "放goodbye1999K歌"));
    }

    [Fact]
    public void Tokenize_Whitespace_SplitsNowhereElse() =>
        Assert.Equal(["i'd", "go,", "台北"], Texts(Tokenizer.Learn(Spoken, TokenizerKind.Whitespace), " i'd  go,\u3000台北\r\n"));

    [Fact]
    public void Tokenize_WhiteSpaceSeenInsideATrainingToken_StaysInside() =>
        Assert.Equal(["for", "20\u00A0000"], Texts(Tokenizer.Learn([["for", "10\u00A0000"]]), "for 20\u00A0000"));

    [Theory]
    [InlineData("for \u00A0 20")]
    [InlineData("\u00A0for 20\u00A0")]
    [InlineData("for\u00A0 \u00A020")]
    public void Tokenize_WhiteSpaceSeenInsideATrainingToken_IsNoTokenOfItsOwn(string text)
    {
        IReadOnlyList<Token> tokens = Tokenizer.Learn([["for", "10\u00A0000"]]).Tokenize(text);

        Assert.DoesNotContain(tokens, token => string.IsNullOrWhiteSpace(token.Text));
        Assert.Equal("for20", string.Concat(tokens.Select(token => token.Text.Trim())));
        Assert.All(tokens, token => Assert.Equal(token.Text, text[token.Start..token.End]));
    }

    [Fact]
    public void ForPlainText_PunctuationAtEitherEnd_IsSplitOff() =>
        Assert.Equal(
            ["I'd", "go", "(", "at", "3.5", ")", ",", "a.m.", "?", "i", "'d", "去", "台", "北", "。"],
            Texts(Tokenizer.ForPlainText, "I'd go (at 3.5), a.m.? i 'd 去台北。"));

    [Fact]
    public void Tokenize_AnyText_GivesOrderedSlicesWithoutWhiteSpace()
    {
        Tokenizer[] tokenizers =
        [
            Tokenizer.ForPlainText, Tokenizer.Learn(Spoken), Tokenizer.Learn(Chinese), Tokenizer.Learn([.. Spoken, .. Chinese]),
            Tokenizer.Learn(Spoken, TokenizerKind.Whitespace),
        ];
        AnyText.Sample(
            text =>
            {
                foreach (Tokenizer tokenizer in tokenizers)
                {
                    int end = 0;
                    StringBuilder covered = new();
                    foreach (Token token in tokenizer.Tokenize(text))
                    {
                        Assert.True(token.Start >= end && token.End > token.Start && token.End <= text.Length);
                        Assert.Equal(text[token.Start..token.End], token.Text);
                        Assert.DoesNotContain(token.Text, char.IsWhiteSpace);
                        Assert.False(char.IsLowSurrogate(token.Text[0]) && token.Start > 0 && char.IsHighSurrogate(text[token.Start - 1]));
                        covered.Append(token.Text);
                        end = token.End;
                    }

                    Assert.Equal(string.Concat(text.Where(c => !char.IsWhiteSpace(c))), covered.ToString());
                }
            },
            iter: 3000);
    }

    [Fact]
    public void Tokenize_AnyTrainingTokens_ComeBackOneByOneAndJoined()
    {
        Gen<string> anyToken = AnyText
            .Select(text => string.Concat(text.Where(c => !Tokenizer.AlwaysSeparates.Contains(c))))
            .Where(text => !string.IsNullOrWhiteSpace(text)); // no corpus may hold such a token
        Gen.Select(anyToken.Array[1, 6].Array[1, 6], Gen.Int[0, 3].Select(kind => (TokenizerKind)kind)).Sample(
            (sentences, kind) =>
            {
                Tokenizer tokenizer = Tokenizer.Learn(sentences, kind);
                foreach (string[] sentence in sentences)
                {
                    foreach (string token in sentence)
                        Assert.Equal([token], Texts(tokenizer, token));
                    Assert.Equal(sentence, Texts(tokenizer, string.Join(' ', sentence)));
                }
            },
            iter: 3000);
    }

    [Fact]
    public void Join_EnglishAndChinese_ReadsNaturallyAndIsCutTheSame()
    {
        Tokenizer tokenizer = Tokenizer.Learn([["我", "想", "去", "Taipei", "。"], ["go", "to", "Taipei", "."]]);

        Assert.Equal("我想去 Taipei .", tokenizer.Join(["我", "想", "去", "Taipei", "."]));
        Assert.Equal(["我", "想", "去", "Taipei", "."], Texts(tokenizer, "我想去 Taipei ."));
        Assert.Equal("", tokenizer.Join([]));
    }

    // Where Han characters were never cut apart, they must stay apart.
    [Fact]
    public void Join_WhereNothingBetweenCharactersWouldNotComeBack_LeavesSpaces()
    {
        Tokenizer tokenizer = Tokenizer.Learn([["去"], ["台北"]], TokenizerKind.Whitespace);

        Assert.Equal("台 北", tokenizer.Join(["台", "北"]));
    }

    [Fact]
    public void Tokenize_SingleCharactersJoinedByNothing_ComeBack() =>
        Gen.Char["我想去台北一二三四abcXYZ0123，。？!"].Select(c => c.ToString()).Array[1, 30].Sample(
            tokens => Assert.Equal(tokens, Texts(Tokenizer.Learn([tokens], TokenizerKind.Characters), string.Concat(tokens))));

    [Theory]
    [InlineData("!")]
    [InlineData("?!")]
    [InlineData("a,")]
    [InlineData("台")]
    public void Tokenize_AMillionCharactersWithoutWhiteSpace_EndsSoon(string repeated)
    {
        string text = "a" + string.Concat(Enumerable.Repeat(repeated, 1_000_000 / repeated.Length));

        Assert.Equal(text.Length, Tokenizer.Learn([.. Spoken, ["what", "?", "!"]]).Tokenize(text)[^1].End);
    }

    [Fact]
    public void ReadFrom_WhatWasWritten_CutsTheSameAndWritesTheSame()
    {
        Tokenizer tokenizer = Tokenizer.Learn([.. Spoken, .. Chinese], TokenizerKind.Auto, TokenizerFolding.Case | TokenizerFolding.Digits);

        string json = Json(tokenizer);
        Tokenizer read = Read(json);

        Assert.Equal(json, Json(read));
        Assert.Equal(tokenizer.Normalizer.Folding, read.Normalizer.Folding);
        AnyText.Sample(text => Assert.Equal(tokenizer.Tokenize(text), read.Tokenize(text)));
    }

    [Theory]
    [InlineData("[]", "found Array where an object was expected")]
    [InlineData("{}", "'kind' is missing")]
    [InlineData("""{"kind":"auto"}""", "'kind' is 'auto', but 'words', 'characters' or 'whitespace' was expected")]
    [InlineData("""{"kind":"words","folding":["all"]}""", "'folding' holds 'all'")]
    [InlineData("""{"kind":"words","suffixes":{}}""", "'suffixes' is Object, but an array of strings was expected")]
    [InlineData("""{"kind":"words","whole":[1]}""", "'whole' holds 1, but non-empty strings were expected")]
    [InlineData("""{"kind":"words","whole":["\ud800"]}""", "'whole' holds text that is not valid Unicode")]
    [InlineData("""{"kind":"words","hanApart":"yes"}""", "'hanApart' is String, but true or false was expected")]
    public void ReadFrom_SomethingElse_SaysWhatIsWrong(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<CorpusException>(() => Read(json)).Message, StringComparison.Ordinal);

    private static string[] Texts(Tokenizer tokenizer, string text) => [.. tokenizer.Tokenize(text).Select(token => token.Text)];

    private static Tokenizer Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Tokenizer.ReadFrom(document.RootElement);
    }

    private static string Json(Tokenizer tokenizer)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
            tokenizer.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
