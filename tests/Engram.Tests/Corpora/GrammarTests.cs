using Engram.Corpora;

namespace Engram.Tests.Corpora;

public sealed class GrammarTests
{
    private const string Tickets = """
        # tickets
        intent book_flight
          i would like to {arrive|get to} [<city>](destination) {on [<date>](arrival_date)}?
          ~please take me to [<city>](destination)
        <city> = Taipei *2 | New York
          | ~Lisbon
        <date> = November {1st|2nd}
        """;

    [Fact]
    public void Generate_Train_GivesEverySentenceOnceWithTagsAndIntent()
    {
        List<Utterance> sentences = [.. Parse(Tickets).Generate(12, seed: 1)];

        Assert.Equal(12, sentences.Select(Text).Distinct().Count());
        Utterance longest = sentences.Single(each => Text(each) == "i would like to get to New York on November 2nd");
        Assert.Equal(["O", "O", "O", "O", "O", "O", "B-destination", "I-destination", "O", "B-arrival_date", "I-arrival_date"], longest.Tags);
        Assert.Equal("book_flight", longest.Intent);
        Assert.DoesNotContain(sentences, each => Text(each).Contains("Lisbon", StringComparison.Ordinal) || each.Tokens[0] == "please");
    }

    [Fact]
    public void Generate_HeldOut_GivesOnlyHeldOutTemplatesAndNames() =>
        Assert.Equal(["please take me to Lisbon"], Parse(Tickets).Generate(1, seed: 1, GrammarSplit.HeldOut).Select(Text));

    [Fact]
    public void Generate_All_GivesBoth() => Assert.Equal(21, Parse(Tickets).Generate(21, seed: 1, GrammarSplit.All).Select(Text).Distinct().Count());

    [Fact]
    public void Generate_MoreThanTheGrammarHas_Repeats()
    {
        string[] sentences = [.. Parse(Tickets).Generate(30, seed: 1).Select(Text)];

        Assert.Equal(30, sentences.Length);
        Assert.Equal(12, sentences.Distinct().Count());
    }

    [Fact]
    public void Generate_RareAlternatives_AreFoundWhenNothingElseIsLeft() =>
        Assert.Equal(2, Parse("intent a\n  x {y *1000000|z *0.0001}").Generate(2, seed: 3).Select(Text).Distinct().Count());

    [Fact]
    public void Generate_TheSameSeed_GivesTheSameAndAnotherSeedOthers()
    {
        Grammar grammar = Parse(Tickets);

        Assert.Equal(grammar.Generate(8, 5).Select(Text), grammar.Generate(8, 5).Select(Text));
        Assert.NotEqual(grammar.Generate(8, 5).Select(Text), grammar.Generate(8, 6).Select(Text));
    }

    [Fact]
    public void Generate_HanTextAndPunctuation_AreTokens()
    {
        Utterance sentence = Parse("language zh\nintent a\n  我想[十一月2号](time)到[台北](destination)，谢谢。").Generate(1, 0, language: "zh").Single();

        Assert.Equal(["我", "想", "十", "一", "月", "2", "号", "到", "台", "北", "，", "谢", "谢", "。"], sentence.Tokens);
        Assert.Equal("O O B-time I-time I-time I-time I-time O B-destination I-destination O O O O", string.Join(' ', sentence.Tags!));
    }

    [Fact]
    public void Generate_RulesOfALanguage_StandBeforeTheCommonOnes()
    {
        Grammar grammar = Parse("<x> = common\nlanguage en\n<x> = english\nintent a\n  <x>\nlanguage fr\nintent a\n  <x>");

        Assert.Equal(["en", "fr"], grammar.Languages);
        Assert.Equal(["english"], grammar.Generate(1, 0, language: "en").Select(Text));
        Assert.Equal(["common"], grammar.Generate(1, 0, language: "fr").Select(Text));
    }

    [Fact]
    public void Generate_ExcludedSentences_NeverCome() =>
        Assert.Equal(["go home"], Parse("exclude Go  away\nintent a\n  go {away|home}").Generate(3, 0).Select(Text).Distinct());

    [Fact]
    public void Generate_VaryCase_GivesLowerCaseAndCapitals()
    {
        string[] sentences = [.. Parse("vary case\nintent a\n  to Rome {1|2|3|4|5|6|7|8|9}{1|2|3|4|5|6|7|8|9}").Generate(60, 2).Select(Text)];

        Assert.Contains(sentences, text => text.StartsWith("to Rome", StringComparison.Ordinal));
        Assert.Contains(sentences, text => text.StartsWith("to rome", StringComparison.Ordinal));
        Assert.Contains(sentences, text => text.StartsWith("To Rome", StringComparison.Ordinal));
    }

    [Fact]
    public void Generate_EscapedCharacters_StandForThemselves() =>
        Assert.Equal(["a * { b } ~ c <d"], Parse("intent a\n  a \\* \\{b\\} \\~ c \\<d").Generate(1, 0).Select(Text));

    [Theory]
    [InlineData("", "g: the grammar has no sentences")]
    [InlineData("  hello", "g, line 1: a template stands before the first intent")]
    [InlineData("intent a\nintent b\n  x", "g, line 1: the intent 'a' has no templates")]
    [InlineData("intent a\n  x\nhello", "g, line 3: found 'hello', but 'intent NAME'")]
    [InlineData("intent a\n  go to <city>", "g, line 2: the rule <city> is not defined. Add a line '<city> = ...', or mend the name.")]
    [InlineData("intent a\n  <x>\n<x> = a <y>\n<y> = b | c <x>", "g, line 4: the rule <x> leads back to itself: <x> → <y> → <x>, which never ends.")]
    [InlineData("intent a\n  {b|c", "g, line 2: '{' is not closed. Add '}'")]
    [InlineData("intent a\n  b}", "g, line 2: '}' closes nothing")]
    [InlineData("intent a\n  [b", "g, line 2: '[' is not closed. Add ']'")]
    [InlineData("intent a\n  <b", "g, line 2: '<' is not closed. Write '<rule>'")]
    [InlineData("intent a\n  {b||c}", "g, line 2: an alternative is empty")]
    [InlineData("intent a\n  {}", "g, line 2: an alternative is empty")]
    [InlineData("intent a\n  b | c", "g, line 2: '|' stands outside of braces")]
    [InlineData("intent a\n  [b]", "g, line 2: after ']' a slot's name in parentheses was expected")]
    [InlineData("intent a\n  [b [c](d)](e)", "g, line 2: a slot stands inside a slot")]
    [InlineData("intent a\n  [<b>](e)\n<b> = [c](d)", "g, line 2: the rule <b> holds a slot and is used inside a slot")]
    [InlineData("intent a\n  b *0", "g, line 2: '*0' is no weight")]
    [InlineData("intent a\n  b *2 c", "g, line 2: '*2' is no weight")]
    [InlineData("intent a\n  {~b|~c}", "g, line 2: every alternative is held out")]
    [InlineData("intent a\n  <b>\n<b> = ~c", "g, line 3: every alternative of <b> is held out")]
    [InlineData("intent a\n  ~b", "g: every template is held out")]
    [InlineData("<b> = c\n<b> = d\nintent a\n  <b>", "g, line 2: the rule <b> stands on line 1 already")]
    [InlineData("<b> = c\n  hello", "g, line 2: found 'hello' below the rule <b>")]
    [InlineData("<b> c", "g, line 1: found '<b> c', but a rule is written '<name> = words | other words'")]
    [InlineData("intent a\n  x\\", "g, line 2: '\\' stands at the end")]
    public void Parse_SomethingWrong_SaysWhereAndWhat(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<CorpusException>(() => Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_BracketsNestedVeryDeep_IsRefused() =>
        Assert.Contains(
            "nested more than 32 deep",
            Assert.Throws<CorpusException>(() => Parse("intent a\n  " + new string('{', 100_000))).Message,
            StringComparison.Ordinal);

    // Each rule has two ways to the next: 2³⁰ from the first to the last.
    [Fact]
    public void Parse_RulesWithManyWaysDown_LooksAtEachOnce()
    {
        string rules = string.Concat(Enumerable.Range(0, 30).Select(i => $"<r{i}> = <r{i + 1}> | <r{i + 1}>\n"));

        Assert.Equal(["x"], Parse($"intent a\n  [<r0>](s)\n{rules}<r30> = x").Generate(1, 0).Single().Tokens);
    }

    [Fact]
    public void Generate_RulesThatExplode_AreRefused()
    {
        string rules = string.Concat(Enumerable.Range(0, 20).Select(i => $"<r{i}> = <r{i + 1}> <r{i + 1}>\n"));
        Grammar grammar = Parse($"intent a\n  <r0>\n{rules}<r20> = x");

        CorpusException refused = Assert.Throws<CorpusException>(() => grammar.Generate(1, 0).ToList());

        Assert.Contains("expands to more than", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_ALanguageThatIsNotThere_NamesThoseThatAre() =>
        Assert.Contains(
            "g: the grammar has no language 'de', but 'en'",
            Assert.Throws<CorpusException>(() => Parse("language en\nintent a\n  x").Generate(1, 0, language: "de")).Message,
            StringComparison.Ordinal);

    private static Grammar Parse(string text) => Grammar.Parse(new StringReader(text), "g");

    private static string Text(Utterance utterance) => string.Join(' ', utterance.Tokens);
}
