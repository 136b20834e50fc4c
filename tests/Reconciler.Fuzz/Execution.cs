using System.Diagnostics;
using Reconciler.Fuzz.Targets;

namespace Reconciler.Fuzz;

/// <summary>Runs inputs, and tells of what must not be: exceptions, long waits, much memory.</summary>
/// <param name="longest">What an input may take; <c>null</c>: a second.</param>
internal sealed class Execution(FuzzTarget target, TimeSpan? longest = null)
{
    private readonly TimeSpan longest = longest ?? TimeSpan.FromSeconds(1);
    private const string Hang = "hang";
    private const long MostBytes = 256 << 20;

    /// <summary>The target that it runs.</summary>
    public FuzzTarget Target { get; } = target;

    /// <summary>Runs an input; gives what is wrong.</summary>
    public Finding? Run(byte[] input) =>
        RunOnce(input) is Finding finding ? finding.Kind == Hang ? Again(input) : finding : null;

    // The machine has other things to do: what takes long takes long each time.
    private Finding? Again(byte[] input)
    {
        Finding? finding = null;
        for (int i = 0; i < 3 && (finding = RunOnce(input))?.Kind == Hang; i++)
        {
        }
        return finding;
    }

    private Finding? RunOnce(byte[] input)
    {
        long start = Stopwatch.GetTimestamp();
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Target.Run(input);
        }
#pragma warning disable CA1031 // Whatever it is: it is what is looked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Finding.Of(exception, input);
        }
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (took > longest)
            return new(Hang, $"took {took.TotalSeconds:0.0} s", input);
        return allocated > MostBytes ? new("memory", $"took {allocated >> 20} MB", input) : null;
    }
}
