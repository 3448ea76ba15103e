using System.Globalization;
using Engram.Interop.Onnx;
using Engram.Models;

namespace Engram.Peers;

/// <summary><c>engram tag</c> as a process of its own: the time to its first answer, the memory it holds by then, the size of its file.</summary>
internal static class ProcessRows
{
    private const double MostMemory = 30e6;
    private const double MostSize = 20e6;

    // One run of a program, in milliseconds, each round the median of some.
    private const int Starts = 5;

    private static readonly BenchNetwork Network = new(CellKind.Lstm, 100);
    private static readonly Lazy<StartedProgram> EngramAot = new(() => Engram(aot: true));
    private static readonly Lazy<StartedProgram> EngramJit = new(() => Engram(aot: false));
    private static readonly Lazy<StartedProgram> Onnx = new(OnnxRuntime);

    public static IEnumerable<(string Name, Func<Duel, Row> Run)> All { get; } =
    [
        ("start", duel => Start("start", duel, EngramAot.Value, Onnx.Value)),
        ("start/jit", duel => Start("start/jit", duel, EngramJit.Value, Onnx.Value)),
        ("memory", _ => Memory(EngramAot.Value)),
        ("size", _ => Size(EngramAot.Value)),
    ];

    private static Row Start(string name, Duel duel, StartedProgram engram, StartedProgram onnx) => duel.ByTime(
        name,
        "ms",
        [new Contender($"engram tag, {(name == "start" ? "ahead of time" : "just in time")}", (_, _) => Milliseconds(engram))],
        [new Contender("ONNX Runtime from C#, just in time", (_, _) => Milliseconds(onnx))]);

    private static double Milliseconds(StartedProgram program) => Median.Of(Enumerable.Range(0, Starts).Select(_ => program.Run().Milliseconds));

    private static Row Memory(StartedProgram engram)
    {
        double[] bytes = [.. Enumerable.Range(0, Starts).Select(_ => engram.Run().PeakBytes)];
        double median = Median.Of(bytes);
        return new Row(
            "memory", MostMemory / median, MostMemory / bytes.Max(), MostMemory / bytes.Min(), median / 1e6, MostMemory / 1e6, "MB",
            "peak resident memory of engram tag, ahead of time, after its first answer, against the limit");
    }

    private static Row Size(StartedProgram engram)
    {
        double bytes = new FileInfo(engram.Path).Length, ratio = MostSize / bytes;
        return new Row("size", ratio, ratio, ratio, bytes / 1e6, MostSize / 1e6, "MB", "engram published ahead of time, one file, against the limit");
    }

    private static StartedProgram Engram(bool aot)
    {
        string program = Publication.Publish("src/Engram.Cli", aot ? "engram-aot" : "engram-jit", aot);
        string model = $"{Path.GetDirectoryName(program)}.engram"; // beside the folder
        Network.CreateTagger().Save(model);
        return new StartedProgram(program, ["tag", model], string.Join(' ', Sentences.Alone.Words.Select(BenchNetwork.Word)));
    }

    private static StartedProgram OnnxRuntime()
    {
        string program = Publication.Publish("benchmarks/Engram.OnnxStart", "onnx-jit", aot: false);
        string graph = $"{Path.GetDirectoryName(program)}.onnx";
        using (FileStream file = File.Create(graph))
            OnnxTagger.Create(Network.Tagger).WriteTo(file);
        IEnumerable<string> numbers = Sentences.Alone.Words.Select(word => word.ToString(CultureInfo.InvariantCulture));
        return new StartedProgram(program, [graph], string.Join(' ', numbers));
    }
}
