using System.Diagnostics;
using Reconciler.Fuzz.Targets;

namespace Reconciler.Fuzz;

/// <summary>Looks for inputs that lead to where none has been, and from there on.</summary>
internal sealed class FuzzLoop : IDisposable
{
    private const int LongestText = 16 << 10;
    private const int LongestDatagram = 4 << 10;

    private readonly Execution execution;
    private readonly CoverageMap coverage = new();
    private readonly Mutation mutation;
    private readonly Random random;
    private readonly List<byte[]> inputs = [];
    private readonly Dictionary<string, Finding> findings = [];
    private readonly Watchdog watchdog;
    private readonly string work;
    private readonly int longest;
    private int fresh;

    /// <param name="work">The folder of what is found.</param>
    public FuzzLoop(FuzzTarget target, string work, int seed)
    {
        execution = new(target);
        mutation = new(target.Form, seed);
        random = new(seed);
        watchdog = new(work);
        this.work = work;
        longest = target.Form == InputForm.Text ? LongestText : LongestDatagram;
    }

    /// <summary>How many inputs were run.</summary>
    public long Executions { get; private set; }

    /// <summary>Goes on for a time, and prints how far it is now and then; gives how many different things were found.</summary>
    public int Run(TimeSpan duration, TextWriter log)
    {
        foreach (byte[] input in Corpus.Load(Corpus.Folder(execution.Target.Name)).Concat(Corpus.Load(Path.Combine(work, "found"))))
            Try(input, keep: true);
        if (inputs.Count == 0)
            inputs.Add([]);
        Stopwatch clock = Stopwatch.StartNew();
        TimeSpan next = TimeSpan.FromSeconds(10);
        while (clock.Elapsed < duration)
        {
            for (int i = 0; i < 100; i++)
                Try(mutation.Of(Pick(), inputs[random.Next(inputs.Count)], longest), keep: false);
            if (clock.Elapsed > next)
            {
                Print(clock, log);
                next = 1.5 * clock.Elapsed;
            }
        }
        Print(clock, log);
        return findings.Count;
    }

    public void Dispose() => watchdog.Dispose();

    // What came last leads on most often.
    private byte[] Pick() => fresh > 0 && random.Next(3) == 0
        ? inputs[^random.Next(1, Math.Min(fresh, 32) + 1)]
        : inputs[random.Next(inputs.Count)];

    private void Try(byte[] input, bool keep)
    {
        watchdog.Begin(input);
        coverage.Clear();
        Finding? finding = execution.Run(input);
        Executions++;
        bool isNew = coverage.TakeNew();
        if (finding is not null)
            Tell(finding);
        if (!isNew && !keep)
            return;
        inputs.Add(input);
        if (keep)
            return;
        fresh++;
        Corpus.Save(Path.Combine(work, "found"), "", input);
    }

    private void Tell(Finding finding)
    {
        if (!findings.TryAdd(finding.Kind, finding))
            return;
        Corpus.Save(Path.Combine(work, "faults"), Corpus.Fault, finding.Input);
        Console.Error.WriteLine($"{execution.Target.Name}: {finding.Kind}\n{finding.Detail}\n");
    }

    private void Print(Stopwatch clock, TextWriter log) => log.WriteLine(string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{execution.Target.Name}: {Executions} executions in {clock.Elapsed.TotalSeconds:0} s, {Executions / clock.Elapsed.TotalSeconds:0}/s, {inputs.Count} inputs, {coverage.Pairs} pairs of branches, {findings.Count} findings"));
}
