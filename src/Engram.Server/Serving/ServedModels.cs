using Engram.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Serving;

/// <summary>The models of a server by their names.</summary>
internal sealed class ServedModels
{
    private readonly Dictionary<string, ServedModel> _byName = new(StringComparer.Ordinal);

    /// <summary>Loads all models.</summary>
    /// <exception cref="ArgumentException">There is none, or two have one name.</exception>
    /// <exception cref="Engram.Models.ModelFileException">One is missing, damaged or no tagger.</exception>
    public ServedModels(IReadOnlyList<ModelSource> sources, Action<string> report)
    {
        if (sources.Count == 0)
            throw new ArgumentException("There is no model to serve. Give at least one model file.");
        foreach (ModelSource source in sources)
        {
            if (sources.Count(other => other.Name == source.Name) > 1)
            {
                throw new ArgumentException(
                    $"Two models are called '{source.Name}'. Give each a name of its own: NAME=FILE.");
            }
        }

        All = [.. sources.Select(source => new ServedModel(source, report))];
        foreach (ServedModel model in All)
            _byName.Add(model.Name, model);
    }

    /// <summary>All models, in the order they were given.</summary>
    public IReadOnlyList<ServedModel> All { get; }

    /// <summary>The model of a name, or the first one.</summary>
    /// <exception cref="ProblemException">404: there is none of that name.</exception>
    public ServedModel Find(string path, string? name)
    {
        if (name is null)
            return All[0];
        return _byName.TryGetValue(name, out ServedModel? model) ? model : throw new ProblemException(
            StatusCodes.Status404NotFound,
            $"{path}: there is no model '{(name.Length > 40 ? $"{name.AsSpan(0, 40)}…" : name)}'.",
            $"One of: {string.Join(", ", All.Select(known => known.Name))}.",
            "Mend the name, or leave 'model' out to ask the first.");
    }
}
