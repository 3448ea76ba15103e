using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Engram.Lessons;

/// <summary>A lesson as JSON: its settings, and for each step the prose and every value.</summary>
internal static class LessonJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ToJson(LessonPage page) => ToText(json =>
    {
        json.WriteStartObject();
        json.WriteString("lesson", page.Name);
        json.WriteString("title", page.Title);
        Write(json, "settings", page.Settings);
        json.WriteStartArray("steps");
        foreach (LessonStep step in page.Steps)
            Write(json, step);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static string ToJson(IReadOnlyList<Lesson> lessons, LessonLanguage language) => ToText(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("lessons");
        foreach (Lesson lesson in lessons)
        {
            json.WriteStartObject();
            json.WriteString("name", lesson.Name);
            json.WriteString("title", lesson.Title(language));
            json.WriteStartObject("settings");
            foreach (LessonSetting setting in lesson.Settings)
                json.WriteString(setting.Name, setting.Default);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string ToText(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Options))
            write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, LessonStep step)
    {
        json.WriteStartObject();
        json.WriteString("step", step.Name);
        json.WriteString("title", step.Title);
        json.WriteStartArray("text");
        foreach (string line in step.Items.Select(Text).OfType<string>())
            json.WriteStringValue(line);
        json.WriteEndArray();
        Write(json, "values", step.Values);
        json.WriteEndObject();
    }

    private static string? Text(LessonItem item) => item switch
    {
        LessonItem.Paragraph paragraph => paragraph.Text,
        LessonItem.Formula formula => formula.Text,
        _ => null, // bars and tables are made of the values
    };

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<LessonValue> values)
    {
        json.WriteStartObject(name);
        foreach (LessonValue value in values)
            Write(json, value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LessonValue value)
    {
        if (!value.IsList)
        {
            json.WriteNumber(value.Name, value.Numbers[0]);
            return;
        }

        json.WriteStartArray(value.Name);
        foreach (double number in value.Numbers)
            json.WriteNumberValue(number);
        foreach (string word in value.Words)
            json.WriteStringValue(word);
        json.WriteEndArray();
    }
}
