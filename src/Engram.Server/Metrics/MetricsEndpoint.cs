using System.Diagnostics;
using System.Globalization;
using System.Text;
using Engram.Server.Serving;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Metrics;

/// <summary><c>GET /metrics</c>: what the server has done, and what it needs for it.</summary>
internal sealed class MetricsEndpoint(ServerMetrics metrics, ServedModels models)
{
    public async Task AnswerAsync(HttpContext context)
    {
        PrometheusText text = new();
        WriteRequests(text);
        WriteModels(text);
        WriteProcess(text);
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        context.Response.ContentType = PrometheusText.ContentType;
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private void WriteRequests(PrometheusText text)
    {
        text.Metric("engram_http_requests_total", "counter", "Requests answered, by route and status.");
        foreach ((string route, int status, long count) in metrics.Requests)
            text.Value(count, ("route", route), ("status", status.ToString(CultureInfo.InvariantCulture)));
        text.Metric("engram_http_request_duration_seconds", "histogram", "Time from a request's head to its answer's end.");
        foreach ((string route, DurationHistogram durations) in metrics.Durations)
        {
            for (int i = 0; i < DurationHistogram.UpperBounds.Length; i++)
                text.ValueOf("_bucket", durations.AtMost(i), ("route", route), ("le", PrometheusText.Number(DurationHistogram.UpperBounds[i])));
            long all = durations.AtMost(DurationHistogram.UpperBounds.Length);
            text.ValueOf("_bucket", all, ("route", route), ("le", "+Inf"));
            text.ValueOf("_sum", durations.Sum, ("route", route)).ValueOf("_count", all, ("route", route));
        }

        text.Metric("engram_http_requests_in_flight", "gauge", "Requests being answered, this one included.").Value(metrics.InFlight);
        text.Metric("engram_streams_open", "gauge", "Streams that are open.").Value(metrics.OpenStreams);
    }

    private void WriteModels(PrometheusText text)
    {
        text.Metric("engram_sentences_total", "counter", "Sentences read, by model.");
        foreach (ServedModel model in models.All)
            text.Value(metrics.OfModel(model.Name).Sentences.Value, ("model", model.Name));
        text.Metric("engram_words_total", "counter", "Words read, by model.");
        foreach (ServedModel model in models.All)
            text.Value(metrics.OfModel(model.Name).Words.Value, ("model", model.Name));
        text.Metric("engram_model_file_bytes", "gauge", "Size of the file that answers.");
        foreach (ServedModel model in models.All)
            text.Value(model.Loaded.Stamp.Length, ("model", model.Name));
        text.Metric("engram_model_ready", "gauge", "1 where the file that lies there now answers, 0 where it was refused and an older one does.");
        foreach (ServedModel model in models.All)
            text.Value(model.Fault is null ? 1 : 0, ("model", model.Name));
        text.Metric("engram_model_reloads_total", "counter", "Changed files, by what became of them.");
        foreach (ServedModel model in models.All)
        {
            text.Value(model.Reloads, ("model", model.Name), ("outcome", "loaded"));
            text.Value(model.FailedReloads, ("model", model.Name), ("outcome", "refused"));
        }
    }

    private static void WriteProcess(PrometheusText text)
    {
        using Process process = Process.GetCurrentProcess();
        text.Metric("process_resident_memory_bytes", "gauge", "Memory of the process.").Value(Environment.WorkingSet);
        text.Metric("process_cpu_seconds_total", "counter", "Processor time of the process.").Value(process.TotalProcessorTime.TotalSeconds);
        text.Metric("process_start_time_seconds", "gauge", "When the process began, since 1970.")
            .Value((process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds);
        text.Metric("dotnet_gc_heap_bytes", "gauge", "Memory of objects after the last collection.").Value(GC.GetGCMemoryInfo().HeapSizeBytes);
        text.Metric("dotnet_gc_allocated_bytes_total", "counter", "Memory that was ever given to objects.").Value(GC.GetTotalAllocatedBytes());
        text.Metric("dotnet_gc_collections_total", "counter", "Collections, by generation.");
        for (int generation = 0; generation <= GC.MaxGeneration; generation++)
            text.Value(GC.CollectionCount(generation), ("generation", generation.ToString(CultureInfo.InvariantCulture)));
        text.Metric("dotnet_gc_pause_seconds_total", "counter", "Time that collections have stopped the program.")
            .Value(GC.GetTotalPauseDuration().TotalSeconds);
    }
}
