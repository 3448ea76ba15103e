using System.Diagnostics;
using Engram.Peers;

PeerOptions options = PeerOptions.Parse(args);
TorchLibrary.MakeLoadable();
Stopwatch clock = Stopwatch.StartNew();
(double One, double Two) before = (FmaPeak.Measure(1), FmaPeak.Measure(2));
Duel duel = new(options.Rounds, options.Waits);
List<Row> rows = [];
Report.Head(before);
foreach ((string name, Func<Duel, Row> run) in TrainingRows.All.Concat(SentenceRows.All).Concat(BulkRows.All).Concat(ProcessRows.All))
{
    if (!options.Wants(name))
        continue;
    rows.Add(run(duel));
    Report.Line(rows[^1]);
}

(double One, double Two) after = (FmaPeak.Measure(1), FmaPeak.Measure(2));
Report.Foot(after, clock.Elapsed);
if (options.Json is not null)
    Report.Write(options.Json, rows, before, after);
