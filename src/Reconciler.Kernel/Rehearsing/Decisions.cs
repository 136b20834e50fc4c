using System.Net.Sockets;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Says of questions whose answers are not as expected who decided, and which field would have it decided otherwise.</summary>
internal sealed class Decisions(IInquiry inquiry, Remedies remedies)
{
    // Each is asked once more. Where more are otherwise than expected, they mostly have one cause.
    private const int AtMost = 20;

    /// <summary>The same results; the first unexpected ones say who decided, as far as that is known.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is left of it.</exception>
    public ValueList<ProbeResult> AddTo(ValueList<ProbeResult> results, CancellationToken cancellation = default) =>
        AddTo(results, r => r.IsUnexpected, cancellation);

    /// <inheritdoc cref="AddTo(ValueList{ProbeResult}, CancellationToken)"/>
    /// <param name="isConcerned">Which of the results it is asked of.</param>
    public ValueList<ProbeResult> AddTo(ValueList<ProbeResult> results, Func<ProbeResult, bool> isConcerned, CancellationToken cancellation)
    {
        HashSet<Probe> asked = [.. results.Where(isConcerned).Take(AtMost).Select(r => r.Probe)];
        return asked.Count == 0 ? results : results.Select(r => asked.Contains(r.Probe) ? Decided(r, cancellation) : r).ToValueList();
    }

    private ProbeResult Decided(ProbeResult result, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            ProbeResult asked = result.IsNameless ? result with { Probe = result.Probe.OfLookup() } : result;
            return inquiry.Of(asked, cancellation) is { } decision ? result with { Decision = decision, Remedy = remedies.Of(asked.Probe, decision) } : result;
        }
        catch (Exception e) when (e is NetlinkException or SocketException)
        {
            // What cannot be found out here is not said.
            return result;
        }
    }
}
