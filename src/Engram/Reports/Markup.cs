using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Engram.Reports;

/// <summary>Writes HTML and SVG. Whatever is put into an interpolated hole is escaped; only the text around the holes is markup.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends markup and a line break; holes are escaped, numbers are written the same in every culture.</summary>
    public Markup Line([InterpolatedStringHandlerArgument("")] ref Interpolation markup)
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Appends markup; holes are escaped.</summary>
    public Markup Add([InterpolatedStringHandlerArgument("")] ref Interpolation markup) => this;

    /// <summary>Appends constant markup or style as it is, and a line break.</summary>
    public Markup Raw(string markup)
    {
        _text.Append(markup).Append('\n');
        return this;
    }

    /// <summary>What was written.</summary>
    public override string ToString() => _text.ToString();

    private void Escape(string? text)
    {
        foreach (char letter in text ?? "")
        {
            _ = letter switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                < ' ' or '\x7f' => _text.Append('\xfffd'),
                _ => _text.Append(letter),
            };
        }
    }

    /// <summary>Escapes the holes of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Interpolation
    {
        private readonly Markup _markup;

        public Interpolation(int literalLength, int formattedCount, Markup markup)
        {
            _ = literalLength + formattedCount;
            _markup = markup;
        }

        public void AppendLiteral(string literal) => _markup._text.Append(literal);

        public void AppendFormatted(string? value) => _markup.Escape(value);

        public void AppendFormatted(int value) => _markup._text.Append(CultureInfo.InvariantCulture, $"{value}");

        public void AppendFormatted(double value) => AppendFormatted(value, "0.##");

        public void AppendFormatted(double value, string format)
        {
            string text = value.ToString(format, CultureInfo.InvariantCulture);
            _markup.Escape(text == "-0" ? "0" : text);
        }
    }
}
