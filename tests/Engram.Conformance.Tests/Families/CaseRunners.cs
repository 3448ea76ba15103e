using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests.Families;

/// <summary>Which runner runs which kind: every <see cref="ICaseRunner"/> of this assembly, each kind once.</summary>
public static class CaseRunners
{
    private static readonly Dictionary<string, ICaseRunner> ByKind = Find();

    /// <summary>Runs a case; a kind without a runner fails.</summary>
    public static void Run(VectorCase vector)
    {
        if (!ByKind.TryGetValue(vector.Kind, out ICaseRunner? runner))
            Assert.Fail($"{vector.Name}: no runner knows the kind '{vector.Kind}'. Add one to Families.");
        runner.Run(vector);
    }

    private static Dictionary<string, ICaseRunner> Find() =>
        typeof(ICaseRunner).Assembly.GetTypes()
            .Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(ICaseRunner)))
            .Select(type => (ICaseRunner)Activator.CreateInstance(type)!)
            .SelectMany(runner => runner.Kinds.Select(kind => (kind, runner)))
            .ToDictionary(pair => pair.kind, pair => pair.runner, StringComparer.Ordinal);
}
