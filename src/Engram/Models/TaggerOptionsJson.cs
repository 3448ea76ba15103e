using System.Text.Json;
using Engram.Corpora;
using Engram.Layers;

namespace Engram.Models;

/// <summary>The JSON form of a tagger's options: every option under its own name, in camel case.</summary>
internal static class TaggerOptionsJson
{
    /// <summary>Writes the options. The folding is left out: the tokenizer has it.</summary>
    public static void Write(Utf8JsonWriter writer, TaggerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("cell", ConfigObject.NameOf(options.Cell));
        writer.WriteNumber("units", options.Units);
        writer.WriteNumber("layers", options.Layers);
        writer.WriteBoolean("bidirectional", options.Bidirectional);
        writer.WriteString("merge", ConfigObject.NameOf(options.Merge));
        writer.WriteBoolean("residual", options.Residual);
        writer.WriteBoolean("layerNormalization", options.LayerNormalization);
        writer.WriteBoolean("attention", options.Attention);
        writer.WriteNumber("lookAhead", options.LookAhead);
        writer.WriteNumber("recurrentDropout", options.RecurrentDropout);
        writer.WriteBoolean("learnInitialState", options.LearnInitialState);
        writer.WriteNumber("wordSize", options.WordSize);
        writer.WriteBoolean("oneOfN", options.OneOfN);
        writer.WriteNumber("trigramSize", options.TrigramSize);
        writer.WriteBoolean("trigramMarks", options.TrigramMarks);
        writer.WriteNumber("trigramBuckets", options.TrigramBuckets);
        writer.WriteNumber("characterSize", options.CharacterSize);
        writer.WriteNumber("characterUnits", options.CharacterUnits);
        writer.WriteNumber("shapeSize", options.ShapeSize);
        writer.WriteNumber("window", options.Window);
        writer.WriteString("output", ConfigObject.NameOf(options.Output));
        writer.WriteNumber("dropout", options.Dropout);
        writer.WriteNumber("wordDropout", options.WordDropout);
        writer.WriteString("tokenizer", ConfigObject.NameOf(options.Tokenizer));
        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="config">The object.</param>
    /// <param name="folding">What the tokenizer folds.</param>
    /// <exception cref="ModelFileException">An option is missing, of another type, or out of its range.</exception>
    public static TaggerOptions Read(ConfigObject config, TokenizerFolding folding)
    {
        try
        {
            return new TaggerOptions
            {
                Cell = config.Choice<CellKind>("cell"),
                Units = config.Integer("units"),
                Layers = config.Integer("layers"),
                Bidirectional = config.Flag("bidirectional"),
                Merge = config.Choice<Merge>("merge"),
                Residual = config.Flag("residual"),
                LayerNormalization = config.Flag("layerNormalization"),
                Attention = config.Flag("attention"),
                LookAhead = config.Integer("lookAhead"),
                RecurrentDropout = config.Number("recurrentDropout"),
                LearnInitialState = config.Flag("learnInitialState"),
                WordSize = config.Integer("wordSize"),
                OneOfN = config.Flag("oneOfN"),
                TrigramSize = config.Integer("trigramSize"),
                TrigramMarks = config.Flag("trigramMarks"),
                TrigramBuckets = config.Integer("trigramBuckets"),
                CharacterSize = config.Integer("characterSize"),
                CharacterUnits = config.Integer("characterUnits"),
                ShapeSize = config.Integer("shapeSize"),
                Window = config.Integer("window"),
                Output = config.Choice<OutputKind>("output"),
                Dropout = config.Number("dropout"),
                WordDropout = config.Number("wordDropout"),
                Tokenizer = config.Choice<TokenizerKind>("tokenizer"),
                Folding = folding,
            };
        }
        catch (ArgumentOutOfRangeException wrong)
        {
            // The option says what it takes; what .NET adds about parameters means nothing to the reader of the message.
            string what = wrong.Message.Split(". (", 2)[0];
            throw config.Damaged(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what}, but is {wrong.ActualValue}"), wrong);
        }
    }
}
