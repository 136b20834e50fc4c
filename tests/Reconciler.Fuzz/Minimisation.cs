using Reconciler.Fuzz.Targets;

namespace Reconciler.Fuzz;

/// <summary>Chooses the few inputs of many that cover the most.</summary>
internal static class Minimisation
{
    private const int MostInputs = 22;
    private const int MostBytes = 22 << 10;

    /// <summary>Replaces the corpus of a target by the best of it and of what was found; inputs that found a fault stay.</summary>
    public static void Run(FuzzTarget target, string work, TextWriter log)
    {
        string folder = Corpus.Folder(target.Name);
        CoverageMap coverage = new();
        Execution execution = new(target);
        List<(byte[] Input, HashSet<int> Features)> candidates = [];
        // Twice, since what is done once for all only, such as initialising a class, is nobody's merit.
        foreach (byte[] input in Inputs(folder, work).Concat(Inputs(folder, work)))
        {
            coverage.Clear();
            execution.Run(input);
            candidates.Add((input, coverage.Features()));
        }
        candidates.RemoveRange(0, candidates.Count / 2);
        int all = candidates.Count;
        List<byte[]> chosen = Choose(candidates);
        foreach (string old in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
        {
            if (!Path.GetFileName(old).StartsWith(Corpus.Fault, StringComparison.Ordinal))
                File.Delete(old);
        }
        chosen.ForEach(input => Corpus.Save(folder, "", input));
        log.WriteLine($"{target.Name}: {chosen.Count} of {all} inputs");
    }

    private static IEnumerable<byte[]> Inputs(string folder, string work) => Corpus.Load(folder).Concat(Corpus.Load(Path.Combine(work, "found")));

    private static List<byte[]> Choose(List<(byte[] Input, HashSet<int> Features)> candidates)
    {
        List<byte[]> chosen = [];
        int bytes = 0;
        while (chosen.Count < MostInputs && candidates.Count > 0)
        {
            candidates.RemoveAll(c => c.Features.Count == 0 || c.Input.Length > MostBytes - bytes);
            if (candidates.Count == 0)
                break;
            (byte[] input, HashSet<int> features) = candidates.MaxBy(c => (double)c.Features.Count / (64 + c.Input.Length));
            chosen.Add(input);
            bytes += input.Length;
            HashSet<int> covered = [.. features];
            candidates.ForEach(c => c.Features.ExceptWith(covered));
        }
        return chosen;
    }
}
