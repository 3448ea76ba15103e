using Engram.Models;

namespace Engram.Server.Serving;

/// <summary>A model under its name, and the tagger that answers for it now.</summary>
/// <remarks>A changed file is loaded aside and then takes the place of the old one.</remarks>
internal sealed class ServedModel
{
    private readonly Action<string> _report;
    private LoadedModel _loaded;
    private FileStamp _seen;
    private string? _fault;

    /// <summary>Loads a model.</summary>
    /// <exception cref="ModelFileException">The file is missing, damaged or no tagger.</exception>
    public ServedModel(ModelSource source, Action<string> report)
    {
        Name = source.Name;
        Path = source.Path;
        _report = report;
        _seen = FileStamp.Of(Path);
        _loaded = LoadedModel.Load(Path, _seen);
    }

    /// <summary>What requests call it.</summary>
    public string Name { get; }

    /// <summary>The model file.</summary>
    public string Path { get; }

    /// <summary>What answers now. A request takes it once and keeps it to its end.</summary>
    public LoadedModel Loaded => Volatile.Read(ref _loaded);

    /// <summary>The tagger that answers now.</summary>
    public SlotTagger Tagger => Loaded.Tagger;

    /// <summary>Why the file that lies there now could not be loaded; <see langword="null"/> where it answers.</summary>
    public string? Fault => Volatile.Read(ref _fault);

    /// <summary>How often a changed file was taken.</summary>
    public int Reloads { get; private set; }

    /// <summary>How often a changed file was refused.</summary>
    public int FailedReloads { get; private set; }

    /// <summary>Loads the file again if it has changed since it was last looked at.</summary>
    /// <remarks>A file that cannot be loaded leaves the old tagger in place.</remarks>
    public void LoadIfChanged()
    {
        FileStamp stamp = FileStamp.Of(Path);
        if (stamp == _seen)
            return;
        _seen = stamp;
        try
        {
            Volatile.Write(ref _loaded, LoadedModel.Load(Path, stamp));
            Volatile.Write(ref _fault, null);
            Reloads++;
            _report($"{Name}: {Path} has changed and is loaded.");
        }
        catch (Exception fault) when (fault is ModelFileException or IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            Volatile.Write(ref _fault, fault.Message);
            FailedReloads++;
            _report($"{Name}: the model of before goes on answering. {fault.Message}");
        }
    }
}
