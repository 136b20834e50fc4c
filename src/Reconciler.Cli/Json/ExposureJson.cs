using Reconciler.Cli.Rendering;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;

namespace Reconciler.Cli.Json;

/// <summary>What a plan changes about what is reachable from outside.</summary>
/// <param name="Moved">Reachable before and after, and somebody else answers.</param>
internal sealed record ExposureJson(IReadOnlyList<ExposedJson> Opened, IReadOnlyList<ExposedJson> Closed, IReadOnlyList<ExposedJson> Moved)
{
    public static ExposureJson Of(Exposure exposure) => new(
        [.. exposure.NewlyReachable.Select(ExposedJson.Of)],
        [.. exposure.NoLongerReachable.Select(ExposedJson.Of)],
        [.. exposure.Moved.Select(ExposedJson.Of)]);
}

/// <summary>A port, or several in a row.</summary>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c>, <c>sctp</c> or <c>icmp</c>.</param>
/// <param name="Address"><c>0.0.0.0</c> and <c>::</c>: all of the host that the port is not published on by themselves.</param>
/// <param name="Ports"><c>null</c> for <c>icmp</c>.</param>
/// <param name="Before">Of what is moved: who answered before.</param>
/// <param name="From">Subnets from which it is reached; <c>null</c>: from everywhere.</param>
/// <param name="Source">Where a document says so; <c>null</c> when none does any more.</param>
internal sealed record ExposedJson(string Protocol, string Address, PortsJson? Ports, TargetJson To, TargetJson? Before, IReadOnlyList<string>? From, SourceJson? Source)
{
    public static ExposedJson Of(ExposedPorts row) => new(
        ExposureText.Protocol(row),
        ExposureText.Address(row.Address),
        PortsJson.Of(row.Ports),
        TargetJson.Of(row.To),
        row.Before is ExposedTarget before ? TargetJson.Of(before) : null,
        row.From.Count == 0 ? null : [.. row.From.Select(f => f.ToString())],
        row.Origin is Origin origin ? SourceJson.Of(origin.At) : null);
}

/// <summary>Who answers.</summary>
/// <param name="Document">The attachment; for <c>icmp</c> the network; <c>null</c> when no container has the address.</param>
/// <param name="Address">The container's; <c>null</c> for a network.</param>
/// <param name="Ports">The container's; <c>null</c> for a network.</param>
internal sealed record TargetJson(string? Document, string? Address, PortsJson? Ports)
{
    public static TargetJson Of(ExposedTarget target) => new(target.Document?.ToString(), target.Address?.ToString(), PortsJson.Of(target.Ports));
}

/// <summary>Ports from first to last, both included.</summary>
internal sealed record PortsJson(int First, int Last)
{
    public static PortsJson? Of(PortRange? ports) => ports is PortRange range ? new(range.First, range.Last) : null;
}
