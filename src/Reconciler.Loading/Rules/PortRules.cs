using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What a published port must fulfil.</summary>
internal static class PortRules
{
    public static void Check(PortSpec port, RuleFaults faults)
    {
        if (!InOrder(port.Host))
            faults.Add(nameof(PortSpec.Host), PortDiagnostics.Reversed(port.Host));
        if (!InOrder(port.Container))
            faults.Add(nameof(PortSpec.Container), PortDiagnostics.Reversed(port.Container));
        if (InOrder(port.Host) && InOrder(port.Container) && port.Host.Count != port.Container.Count)
            faults.Add(nameof(PortSpec.Container), PortDiagnostics.DifferentLengths(port.Host, port.Container));
        if (port.Address is IpAddress address)
            CheckAddress(address, faults);
        if (port.AllowFrom is { Count: 0 })
            faults.Add(nameof(PortSpec.AllowFrom), SourceDiagnostics.Nobody());
        for (int i = 0; i < port.AllowFrom?.Count; i++)
        {
            if (FaultOf(port, i) is Diagnostic fault)
                faults.Add(nameof(PortSpec.AllowFrom), i, fault);
        }
    }

    private static void CheckAddress(IpAddress address, RuleFaults faults)
    {
        if (address.IsUnspecified)
            faults.Add(nameof(PortSpec.Address), PortDiagnostics.Wildcard(address));
        if (address.IsMulticast)
            faults.Add(nameof(PortSpec.Address), PortDiagnostics.Multicast(address));
        if (address is { IsLoopback: true, Family: IpFamily.IPv6 })
            faults.Add(nameof(PortSpec.Address), PortDiagnostics.IPv6Loopback());
    }

    private static Diagnostic? FaultOf(PortSpec port, int position)
    {
        ValueList<IpPrefix> sources = port.AllowFrom!.Value;
        IpPrefix source = sources[position];
        if (!source.IsSubnet)
            return SourceDiagnostics.HostBits(source);
        if (port.Address is IpAddress address && (address.IsLoopback || address.Family != source.Family))
            return SourceDiagnostics.CannotCome(source, address);
        for (int i = 0; i < sources.Count; i++)
        {
            if (i != position && sources[i].Contains(source) && (sources[i] != source || i < position))
                return SourceDiagnostics.Included(source, sources[i]);
        }
        return null;
    }

    private static bool InOrder(PortRange range) => range.First <= range.Last;
}

/// <summary>RC1231 to RC1235: published ports.</summary>
internal static class PortDiagnostics
{
    public static Diagnostic Reversed(PortRange range) => Diagnostic.Error(
        "RC1231", null, $"the range {range} ends before it begins", $"write {new PortRange(range.Last, range.First)}");

    public static Diagnostic DifferentLengths(PortRange host, PortRange container) => Diagnostic.Error(
        "RC1232", null,
        $"{host} of the host cannot lead to {container} of the container: {host.Count} and {container.Count} ports",
        "use ranges of the same length");

    public static Diagnostic Wildcard(IpAddress address) => Diagnostic.Error(
        "RC1233", null, $"{address} is not an address of the host", "leave the address out to publish on all addresses");

    public static Diagnostic Multicast(IpAddress address) => Diagnostic.Error(
        "RC1234", null, $"{address} is a multicast group, not an address of the host", "use one of the host's addresses, or leave it out");

    public static Diagnostic IPv6Loopback() => Diagnostic.Warning(
        "RC1235", null, "the kernel cannot translate connections to ::1: nobody will reach this port", "use 127.0.0.1");
}
