using System.Globalization;

namespace Engram.Peers;

/// <summary>Runs contenders in turn, round by round, in one process, and compares them within each round.</summary>
/// <param name="rounds">Rounds that count.</param>
/// <param name="waits">Whether rounds that other load disturbed are repeated. If not, processor time counts instead of the clock's: good enough to
/// try something while others work, and no more.</param>
internal sealed class Duel(int rounds, bool waits)
{
    private const double QuietCores = 0.12;

    // A setting that is so far behind in the first round is not the peer's best.
    private const double Hopeless = 0.5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Compares by how much is done in a second.</summary>
    public Row BySpeed(string name, string unit, IReadOnlyList<Contender> engram, IReadOnlyList<Contender> peers) =>
        Run(name, unit, engram, peers, value => value);

    /// <summary>Compares by how long something takes.</summary>
    public Row ByTime(string name, string unit, IReadOnlyList<Contender> engram, IReadOnlyList<Contender> peers) =>
        Run(name, unit, engram, peers, value => 1 / value);

    private Row Run(string name, string unit, IReadOnlyList<Contender> engram, IReadOnlyList<Contender> peers, Func<double, double> merit)
    {
        Contender[] ours = Promising(engram, merit), theirs = Promising(peers, merit);
        Contender[] all = [.. ours, .. theirs];
        List<double[]> results = [];
        int disturbed = 0, repeated = 0;
        while (results.Count < rounds)
        {
            double[] round = new double[all.Length];
            bool quiet = !waits || MachineLoad.WaitUntilQuiet(QuietCores, Patience);
            double foreign = MachineLoad.Foreign(() => RunRound(all, results.Count, round));
            if (!quiet || foreign > QuietCores)
            {
                if (waits && repeated < rounds)
                {
                    repeated++;
                    continue;
                }

                disturbed++;
            }

            results.Add(round);
        }

        int best = Best(results, 0, ours.Length, merit), rival = Best(results, ours.Length, all.Length, merit);
        double[] ratios = [.. results.Select(round => merit(round[best]) / merit(round[rival]))];
        string against = string.Join("; ", all.Select((contender, i) => Invariant($"{contender.Name} {MedianOf(results, i):0.##}")));
        return new Row(
            name, Median.Of(ratios), ratios.Min(), ratios.Max(), MedianOf(results, best), MedianOf(results, rival), unit,
            $"{all[best].Name} against {all[rival].Name} ({against})", disturbed);
    }

    // The first run of each makes it warm; the second shows which settings have a chance.
    private Contender[] Promising(IReadOnlyList<Contender> contenders, Func<double, double> merit)
    {
        double[] merits = [.. contenders.Select(contender =>
        {
            MachineLoad.Park();
            contender.Measure(0, !waits);
            return merit(contender.Measure(0, !waits));
        })];
        return [.. contenders.Where((_, i) => merits[i] >= Hopeless * merits.Max())];
    }

    private void RunRound(Contender[] all, int number, double[] results)
    {
        for (int i = 0; i < all.Length; i++)
        {
            int at = (i + number) % all.Length; // so that nobody is always the first
            MachineLoad.Park();
            results[at] = all[at].Measure(number, !waits);
        }
    }

    private static int Best(List<double[]> results, int start, int end, Func<double, double> merit) =>
        Enumerable.Range(start, end - start).MaxBy(i => merit(MedianOf(results, i)));

    private static double MedianOf(List<double[]> results, int contender) => Median.Of(results.Select(round => round[contender]));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
