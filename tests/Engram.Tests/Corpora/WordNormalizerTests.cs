using CsCheck;
using Engram.Corpora;

namespace Engram.Tests.Corpora;

public sealed class WordNormalizerTests
{
    [Theory]
    [InlineData(TokenizerFolding.None, "Ｉ’d ５")]
    [InlineData(TokenizerFolding.Case, "ｉ’d ５")]
    [InlineData(TokenizerFolding.Width, "I’d 5")]
    [InlineData(TokenizerFolding.Quotes, "Ｉ'd ５")]
    [InlineData(TokenizerFolding.Digits, "Ｉ’d 0")]
    [InlineData(TokenizerFolding.Case | TokenizerFolding.Width | TokenizerFolding.Quotes | TokenizerFolding.Digits, "i'd 0")]
    public void Normalize_WithEachFolding_FoldsThatOnly(TokenizerFolding folding, string expected) =>
        Assert.Equal(expected, new WordNormalizer(folding).Normalize("Ｉ’d ５"));

    [Fact]
    public void Normalize_AnyText_IsIdempotentAndWithoutDigitsKeepsTheLength()
    {
        WordNormalizer normalizer = new(Tokenizer.DefaultFolding);
        Gen.String.Sample(
            text =>
            {
                string folded = normalizer.Normalize(text);
                Assert.Equal(folded, normalizer.Normalize(folded));
                Assert.Equal(text.Length, folded.Length);
            });
    }

    [Fact]
    public void Normalize_ALoneSurrogate_StaysAsItIs() =>
        Assert.Equal("a\uD800b", new WordNormalizer(Tokenizer.DefaultFolding).Normalize("A\uD800B"));
}
