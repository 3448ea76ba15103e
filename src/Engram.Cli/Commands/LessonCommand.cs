using System.CommandLine;
using Engram.Lessons;

namespace Engram.Cli.Commands;

/// <summary><c>engram lesson</c>: the lecture's worked examples, computed.</summary>
internal static class LessonCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string?> name = new("name")
        {
            Description = "The lesson; without it they are listed.",
            HelpName = "name",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.CompletionSources.Add([.. Lesson.All.Select(lesson => lesson.Name)]);
        Option<LessonLanguage> language = Language();
        Option<string[]> set = new("--set")
        {
            Description = "Change an input or a weight, and again for another. The lesson's last line lists them.",
            HelpName = "name=value",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> json = new("--json") { Description = "Print one JSON object, with every number." };
        ExampleCommand command = new(
            "lesson",
            "The lecture's worked examples, step by step, every number computed by the cells that taggers are made of.",
            "engram lesson",
            "engram lesson lstm-cell",
            "engram lesson memory --set x1=1,1,5 --set u=0",
            "engram lesson forget-gate --lang zh",
            "engram lesson parameters --json")
        {
            name, language, set, json,
        };
        command.Validators.Add(result =>
        {
            try
            {
                Check(result.GetValue(name), result.GetValue(set) ?? []);
            }
            catch (ArgumentException wrong)
            {
                result.AddError(wrong.Message);
            }
        });
        command.SetAction(parsed =>
            Run(terminal, parsed.GetValue(name), parsed.GetValue(language), parsed.GetValue(set) ?? [], parsed.GetValue(json)));
        return command;
    }

    private static void Check(string? name, string[] settings)
    {
        if (name is not null)
            Lesson.Find(name).Check(settings);
        else if (settings.Length > 0)
            throw new ArgumentException($"--set {settings[0]}: no lesson is named. Give one of: "
                + $"{string.Join(", ", Lesson.All.Select(known => known.Name))}.");
    }

    private static void Run(Terminal terminal, string? name, LessonLanguage language, string[] settings, bool json)
    {
        LessonView view = new(terminal, language);
        if (name is null && json)
            terminal.Output.WriteLine(Lesson.ListToJson(language));
        else if (name is null)
            view.WriteList(Lesson.All);
        else if (json)
            terminal.Output.WriteLine(Lesson.Find(name).Run(language, settings).ToJson());
        else
            view.Write(Lesson.Find(name).Run(language, settings), Lesson.Find(name).Settings);
    }

    private static Option<LessonLanguage> Language()
    {
        Option<LessonLanguage> option = new("--lang")
        {
            Description = "The language, en or zh; by default en.",
            HelpName = "language",
            CustomParser = result =>
            {
                string given = result.Tokens[0].Value;
                if (given is "en" or "zh")
                    return given == "zh" ? LessonLanguage.Chinese : LessonLanguage.English;
                result.AddError($"--lang: '{given}' is not known. Give en or zh.");
                return LessonLanguage.English;
            },
        };
        option.CompletionSources.Add("en", "zh");
        return option;
    }
}
