using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Engram.Models;

/// <summary>The container of a model: its configuration as JSON text, and its weights by name. One safetensors file, <c>*.engram</c>.</summary>
/// <remarks>
/// The metadata hold <c>engram.config</c>, <c>engram.version</c>, <c>engram.crc.data</c> (CRC-32C of the data) and <c>engram.crc.header</c>
/// (CRC-32C of everything before the data, with eight zeros in its own place). See <c>docs/formats/model-file.md</c>.
/// </remarks>
public sealed class ModelFile
{
    /// <summary>The version of the format that is written, and the only one that is read.</summary>
    public const int Version = 1;

    /// <summary>How every message about a damaged file ends.</summary>
    internal const string GetItAgain = "Get the file again from where it came, or train the model anew.";

    private const string ConfigKey = "engram.config";
    private const string VersionKey = "engram.version";
    private const string DataChecksumKey = "engram.crc.data";
    private const string HeaderChecksumKey = "engram.crc.header";
    private const string NoChecksum = "00000000";
    private const string Fix = GetItAgain + " If it was edited on purpose, load it without the check (--no-verify).";

    private readonly Dictionary<string, StoredTensor> _byName;

    /// <summary>Puts a model together.</summary>
    /// <param name="config">Configuration, vocabulary and labels, as JSON text; kept as it is.</param>
    /// <param name="tensors">The weights; no two of the same name.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    public ModelFile(string config, IReadOnlyList<StoredTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(config);
        Config = config;
        Tensors = SafetensorsWriter.Sort(tensors);
        _byName = Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>Configuration, vocabulary and labels, as JSON text.</summary>
    public string Config { get; }

    /// <summary>The weights, in the order of the file.</summary>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="verify">Whether the checksums must be right; <see langword="false"/> for a file that was edited elsewhere.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelFileException">The file is missing, damaged, of another version or no model.</exception>
    public static ModelFile Load(string path, bool verify = true) => Create(SafetensorsFile.Read(path), path, verify);

    /// <summary>Reads a model from a stream, to the stream's end.</summary>
    /// <param name="stream">From its present position on; need not be able to seek. Stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="verify">Whether the checksums must be right; <see langword="false"/> for a file that was edited elsewhere.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelFileException">The content is damaged, of another version or no model.</exception>
    public static ModelFile Load(Stream stream, string name = "model", bool verify = true) =>
        Create(SafetensorsFile.Read(stream, name), name, verify);

    /// <summary>Writes the model, atomically: a failure leaves the old file as it was.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, Save);

    /// <summary>Writes the model; the same model gives the same bytes.</summary>
    /// <param name="stream">Where to.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        StoredTensor[] sorted = [.. Tensors];
        byte[] header = SafetensorsWriter.CreateHeader(sorted, new Dictionary<string, string>
        {
            [ConfigKey] = Config,
            [VersionKey] = Version.ToString(CultureInfo.InvariantCulture),
            [DataChecksumKey] = Text(Checksum(sorted)),
            [HeaderChecksumKey] = NoChecksum,
        });

        // Quotes inside a string are escaped, so this text can only be the entry itself.
        byte[] entry = Encoding.ASCII.GetBytes($"\"{HeaderChecksumKey}\":\"{NoChecksum}\"");
        int place = header.AsSpan().IndexOf(entry) + entry.Length - 1 - NoChecksum.Length;
        Encoding.ASCII.GetBytes(Text(Crc32C.Append(header)), header.AsSpan(place));
        stream.Write(header);
        foreach (StoredTensor tensor in sorted)
            stream.Write(tensor.Data.Span);
    }

    /// <summary>The weights of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The tensor, or <see langword="null"/> where there is none.</returns>
    public StoredTensor? Find(string name) => _byName.GetValueOrDefault(name);

    private static ModelFile Create(SafetensorsFile file, string name, bool verify)
    {
        if (!file.Metadata.ContainsKey(ConfigKey))
        {
            throw new ModelFileException(
                $"{name}: this is a safetensors file, but no model of Engram: its metadata lack '{ConfigKey}'. "
                + "Give a file that 'engram train' wrote, or bring this one in with 'engram import'.");
        }

        // Before the checksums, which a later version may compute otherwise.
        string version = file.Metadata.GetValueOrDefault(VersionKey, "none");
        if (version != Version.ToString(CultureInfo.InvariantCulture))
        {
            throw new ModelFileException(
                $"{name}: the model file has version '{version}', but this Engram reads version {Version}. "
                + "Use the Engram that wrote it, or train the model anew.");
        }

        if (verify)
            Verify(file, name);
        return new(file.Metadata[ConfigKey], file.Tensors);
    }

    private static void Verify(SafetensorsFile file, string name)
    {
        if (!file.Header.MetadataPlaces.TryGetValue(HeaderChecksumKey, out (int Start, int Length) place) || place.Length != NoChecksum.Length)
            throw new ModelFileException($"{name}: the metadata lack the checksum '{HeaderChecksumKey}', 8 hexadecimal digits. {Fix}");
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, file.HeaderText.Length);
        uint crc = Crc32C.Append(length);
        crc = Crc32C.Append(file.HeaderText.AsSpan(0, place.Start), crc);
        crc = Crc32C.Append(Encoding.ASCII.GetBytes(NoChecksum), crc);
        crc = Crc32C.Append(file.HeaderText.AsSpan(place.Start + place.Length), crc);
        Require(name, "header", file.Metadata[HeaderChecksumKey], crc);
        Require(name, "data", file.Metadata.GetValueOrDefault(DataChecksumKey, "none"), Checksum(file.Tensors));
    }

    private static void Require(string name, string part, string expected, uint crc)
    {
        if (expected != Text(crc))
            throw new ModelFileException($"{name}: the {part} is damaged: its checksum is {Text(crc)}, but {expected} was stored. {Fix}");
    }

    private static uint Checksum(IReadOnlyList<StoredTensor> tensors)
    {
        uint crc = 0;
        foreach (StoredTensor tensor in tensors)
            crc = Crc32C.Append(tensor.Data.Span, crc);
        return crc;
    }

    private static string Text(uint crc) => crc.ToString("x8", CultureInfo.InvariantCulture);
}
