using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Engram.Corpora;
using Engram.Encoders;
using Engram.Models;

namespace Engram.Training;

/// <summary>Where a training run stood after an epoch: enough to go on to the same bits as a run that was never interrupted.</summary>
internal sealed class TrainingCheckpoint
{
    private const string Kind = "engram checkpoint";

    private readonly string _path;
    private readonly Dictionary<string, StoredTensor> _tensors;

    private TrainingCheckpoint(string path, int epoch, long steps, int bestEpoch, double bestScore, IEnumerable<StoredTensor> tensors)
    {
        (_path, Epoch, Steps, BestEpoch, BestScore) = (path, epoch, steps, bestEpoch, bestScore);
        _tensors = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    public int Epoch { get; }

    public long Steps { get; }

    public int BestEpoch { get; }

    public double BestScore { get; }

    /// <summary>What must be the same when a run goes on: everything that decides its bits. Threads do not.</summary>
    public static string Fingerprint(
        TaggerOptions options, TrainingOptions training, Corpus train, Corpus? valid, PretrainedVectors? vectors = null)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        Add(Invariant(options));
        Add(Invariant(training with { Threads = 1 }));
        Add(string.Join('\t', vectors?.Words ?? []));
        if (vectors is not null)
            hash.AppendData(MemoryMarshal.AsBytes<float>(vectors.Values));
        Add($"{train.Scheme} {valid?.Scheme}");
        foreach (Utterance sentence in train.Concat(valid ?? Enumerable.Empty<Utterance>()))
        {
            Add(sentence.Intent ?? "");
            Add(string.Join('\t', sentence.Tokens));
            Add(string.Join('\t', sentence.Tags ?? []));
        }

        Add(train.Count.ToString(CultureInfo.InvariantCulture));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A record writes its numbers as the current culture does, and a run may go on where another culture holds. The ban on the current
    // culture is lifted only to shut it out.
#pragma warning disable RS0030
    private static string Invariant(object record)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return record.ToString()!;
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
#pragma warning restore RS0030

    public static void Save(
        string path, string fingerprint, int epoch, long steps, int bestEpoch, double bestScore, IEnumerable<(string Name, float[] Values)> arrays)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", Kind);
            json.WriteString("fingerprint", fingerprint);
            json.WriteNumber("epoch", epoch);
            json.WriteNumber("steps", steps);
            json.WriteNumber("bestEpoch", bestEpoch);
            json.WriteNumber("bestScore", bestScore);
            json.WriteEndObject();
        }

        StoredTensor[] tensors = [.. arrays.Select(array => StoredTensor.Create<float>(array.Name, [array.Values.Length], array.Values))];
        new ModelFile(Encoding.UTF8.GetString(buffer.WrittenSpan), tensors).Save(path);
    }

    /// <exception cref="ModelFileException">It is no checkpoint, is damaged, or belongs to another run.</exception>
    public static TrainingCheckpoint Load(string path, string fingerprint)
    {
        ModelFile file = ModelFile.Load(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(file.Config);
            JsonElement root = document.RootElement;
            if (root.GetProperty("kind").GetString() != Kind)
                throw new ModelFileException($"{path}: this is no checkpoint of a training run. Give the file that was written beside the model.");
            if (root.GetProperty("fingerprint").GetString() != fingerprint)
                throw new ModelFileException(
                    $"{path}: the checkpoint belongs to a run with other options or other corpora. Resume with the same ones, or train "
                        + "without --resume.");
            return new TrainingCheckpoint(
                path, root.GetProperty("epoch").GetInt32(), root.GetProperty("steps").GetInt64(), root.GetProperty("bestEpoch").GetInt32(),
                root.GetProperty("bestScore").GetDouble(), file.Tensors);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new ModelFileException($"{path}: this is no checkpoint of a training run. Give the file that was written beside the model.", error);
        }
    }

    public float[] Array(string name, int count)
    {
        if (!_tensors.TryGetValue(name, out StoredTensor? tensor) || tensor.Count != count)
            throw new ModelFileException($"{_path}: '{name}' with {count} values is missing. The file is damaged; train without --resume.");
        float[] values = new float[count];
        tensor.CopyTo<float>(values);
        return values;
    }
}
