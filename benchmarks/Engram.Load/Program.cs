using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Engram.Load;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (LoadOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine($"usage: {LoadOptions.Usage}");
    return 2;
}

using HttpClient client = new() { BaseAddress = options.Address };
byte[][] requests = [.. options.Sentences.Select(sentence => Request(options.Address, sentence))];
Console.WriteLine($"POST /v1/tag, {options.Seconds} s each, {requests.Length} sentences in turn, client and server on this machine");
Console.WriteLine("connections  requests/s   p50 ms   p99 ms   max ms   errors   server before MB   after MB");
int allErrors = 0;
foreach (int count in options.Connections)
{
    double before = await MemoryAsync(client);
    LoadConnection[] connections = [.. Enumerable.Range(0, count).Select(i => new LoadConnection(options.Address, requests, i))];
    long start = Stopwatch.GetTimestamp() + (long)(options.Seconds / 10 * Stopwatch.Frequency);
    long end = start + (long)(options.Seconds * Stopwatch.Frequency);
    await Task.WhenAll(connections.Select(connection => Task.Run(() => connection.RunAsync(start, end))));
    double after = await MemoryAsync(client);
    long[] durations = [.. connections.SelectMany(connection => connection.Durations).Order()];
    int errors = connections.Sum(connection => connection.Errors);
    allErrors += errors;
    Console.WriteLine($"{count,11}  {durations.Length / options.Seconds,10:0}  {Percentile(durations, 0.5),7:0.000}  "
        + $"{Percentile(durations, 0.99),7:0.000}  {Percentile(durations, 1),7:0.0}  {errors,7}  {before,17:0.0}  {after,9:0.0}");
    foreach (LoadConnection connection in connections)
        connection.Dispose();
}

return allErrors == 0 ? 0 : 1;

static byte[] Request(Uri address, string sentence)
{
    byte[] body = Encoding.UTF8.GetBytes($"{{\"text\":\"{JsonEncodedText.Encode(sentence)}\"}}");
    string head = $"POST /v1/tag HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
    return [.. Encoding.ASCII.GetBytes(head), .. body];
}

static double Percentile(long[] sorted, double share)
    => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)] * 1000.0 / Stopwatch.Frequency;

static async Task<double> MemoryAsync(HttpClient client)
{
    string metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
    string line = metrics.Split('\n').Single(line => line.StartsWith("process_resident_memory_bytes ", StringComparison.Ordinal));
    return double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture) / 1e6;
}
