using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Engram.Peers;

/// <summary>The results: a table on the screen, an object in a file.</summary>
internal static class Report
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public static void Head((double One, double Two) peak)
    {
        Say($"{Machine()}");
        Say($"FMA peak before: {peak.One:0.0} GFLOP/s on one thread, {peak.Two:0.0} on two");
        Say($"{"row",-20}{"ratio",8}  {"range",-14}{"Engram",12}{"peer",12}  unit");
    }

    public static void Line(Row row)
    {
        string range = string.Create(CultureInfo.InvariantCulture, $"{row.Low:0.00}-{row.High:0.00}");
        string disturbed = row.Disturbed > 0 ? $"  ({row.Disturbed} rounds disturbed)" : "";
        Say($"{row.Name,-20}{row.Ratio,8:0.00}  {range,-14}{row.Engram,12:0.0}{row.Peer,12:0.0}  {row.Unit}{disturbed}");
        Say($"    {row.Against}");
    }

    public static void Foot((double One, double Two) peak, TimeSpan time) =>
        Say($"FMA peak after: {peak.One:0.0} GFLOP/s on one thread, {peak.Two:0.0} on two; {time.TotalMinutes:0.0} minutes in all");

    public static void Write(string path, IReadOnlyList<Row> rows, (double One, double Two) before, (double One, double Two) after)
    {
        using FileStream file = File.Create(path);
        using Utf8JsonWriter json = new(file, Indented);
        json.WriteStartObject();
        json.WriteString("machine", Machine());
        json.WriteNumber("fmaPeak", Math.Round(Math.Max(before.Two, after.Two), 1));
        Pair(json, "fmaPeakBefore", before.One, before.Two);
        Pair(json, "fmaPeakAfter", after.One, after.Two);
        json.WriteStartArray("ratios");
        foreach (Row row in rows)
            Write(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Row row)
    {
        json.WriteStartObject();
        json.WriteString("name", row.Name);
        json.WriteNumber("ratio", Math.Round(row.Ratio, 3));
        Pair(json, "spread", row.Low, row.High);
        json.WriteNumber("engram", Math.Round(row.Engram, 3));
        json.WriteNumber("peer", Math.Round(row.Peer, 3));
        json.WriteString("unit", row.Unit);
        json.WriteString("against", row.Against);
        json.WriteNumber("disturbed", row.Disturbed);
        json.WriteEndObject();
    }

    private static void Pair(Utf8JsonWriter json, string name, double first, double second)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(Math.Round(first, 3));
        json.WriteNumberValue(Math.Round(second, 3));
        json.WriteEndArray();
    }

    private static string Machine()
    {
        string processor = !File.Exists("/proc/cpuinfo") ? RuntimeInformation.ProcessArchitecture.ToString()
            : File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
                ?? "unknown processor";
        return $"{processor}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, "
            + $"SIMD path {Numerics.Simd.Path}";
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
