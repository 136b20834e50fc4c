using System.Globalization;

namespace Reconciler.Core.Values;

/// <summary>UDP packets of one address and port to another.</summary>
public sealed record UdpFlow(IpAddress Source, int SourcePort, IpAddress Destination, int DestinationPort)
{
    /// <summary>As ip-xfrm(8) writes a selector.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"src {Source} dst {Destination} proto udp sport {SourcePort} dport {DestinationPort}");
}
