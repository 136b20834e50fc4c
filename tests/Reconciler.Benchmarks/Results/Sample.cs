using Reconciler.Benchmarks.Running;

namespace Reconciler.Benchmarks.Results;

/// <summary>One run of a command.</summary>
/// <param name="Work">One of <see cref="Results.Work"/>.</param>
/// <param name="Count">How many attachments or documents.</param>
/// <param name="Milliseconds">Wall time of the whole process.</param>
/// <param name="CpuMilliseconds">Its CPU time, in the kernel included.</param>
/// <param name="PeakBytes">The most resident memory seen; 0 where nobody looked.</param>
internal sealed record Sample(string Peer, string Work, int Count, int Round, double Milliseconds, double CpuMilliseconds, long PeakBytes)
{
    public static Sample Of(string peer, string work, int count, int round, Finished finished) =>
        new(peer, work, count, round, Math.Round(finished.Milliseconds, 3), Math.Round(finished.CpuMilliseconds, 3), finished.PeakBytes);
}
