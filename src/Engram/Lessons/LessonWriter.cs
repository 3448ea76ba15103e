namespace Engram.Lessons;

/// <summary>Writes the steps of a lesson in one language.</summary>
/// <param name="language">The language.</param>
internal sealed class LessonWriter(LessonLanguage language)
{
    private readonly List<StepDraft> _steps = [];

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<LessonStep> Steps => [.. _steps.Select(step => step.ToStep())];

    /// <summary>The text in the language of the lesson.</summary>
    public string In(string english, string chinese) => language == LessonLanguage.Chinese ? chinese : english;

    /// <summary>Begins a step.</summary>
    /// <param name="name">The same in every language.</param>
    /// <param name="english">Its heading.</param>
    /// <param name="chinese">Its heading.</param>
    public StepDraft Step(string name, string english, string chinese)
    {
        StepDraft step = new(this, name, In(english, chinese));
        _steps.Add(step);
        return step;
    }

    /// <summary>A step being written.</summary>
    internal sealed class StepDraft(LessonWriter page, string name, string title)
    {
        private readonly List<LessonItem> _items = [];
        private readonly List<LessonValue> _values = [];

        public LessonStep ToStep() => new(name, title, _items, _values);

        public StepDraft Say(string english, string chinese) => Add(new LessonItem.Paragraph(page.In(english, chinese)));

        public StepDraft Show(string formula) => Add(new LessonItem.Formula(formula));

        public StepDraft Show(string english, string chinese) => Add(new LessonItem.Formula(page.In(english, chinese)));

        public StepDraft Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
            Add(new LessonItem.Grid(columns, [.. rows]));

        /// <summary>Draws a gate and keeps its value.</summary>
        public StepDraft Gate(string value, double number, string english, string chinese)
        {
            _items.Add(new LessonItem.Bar(page.In(english, chinese), number));
            return Keep(value, number);
        }

        public StepDraft Keep(string value, double number) => Keep(new LessonValue(value, number));

        public StepDraft Keep(string value, IReadOnlyList<double> numbers) => Keep(new LessonValue(value, numbers));

        public StepDraft Keep(string value, IReadOnlyList<string> words) => Keep(new LessonValue(value, words));

        private StepDraft Keep(LessonValue value)
        {
            _values.Add(value);
            return this;
        }

        private StepDraft Add(LessonItem item)
        {
            _items.Add(item);
            return this;
        }
    }
}
