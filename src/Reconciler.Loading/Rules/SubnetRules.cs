using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What a subnet must fulfil.</summary>
internal static class SubnetRules
{
    private static readonly (IpPrefix Prefix, string Meaning)[] Special =
    [
        (IpPrefix.Parse("0.0.0.0/8"), "not anybody's (0.0.0.0/8)"),
        (IpPrefix.Parse("127.0.0.0/8"), "the host's own (loopback, 127.0.0.0/8)"),
        (IpPrefix.Parse("169.254.0.0/16"), "link-local (169.254.0.0/16)"),
        (IpPrefix.Parse("224.0.0.0/4"), "multicast groups (224.0.0.0/4)"),
        (IpPrefix.Parse("::/127"), "the host's own (:: and ::1)"),
        (IpPrefix.Parse("::ffff:0:0/96"), "IPv4 addresses (::ffff:0:0/96)"),
        (IpPrefix.Parse("fe80::/10"), "link-local (fe80::/10)"),
        (IpPrefix.Parse("ff00::/8"), "multicast groups (ff00::/8)"),
    ];

    public static void Check(SubnetSpec subnet, RuleFaults faults)
    {
        CheckCidr(subnet.Cidr, faults);
        if (subnet.Gateway is IpAddress gateway && subnet.Cidr.Length <= Longest(subnet.Cidr))
            CheckGateway(gateway, subnet.Cidr, faults);
        if (subnet.Range is { IsSubnet: false } bent)
            faults.Add(nameof(SubnetSpec.Range), NetworkDiagnostics.HostBits(bent));
        if (subnet.Range is IpPrefix range && !subnet.Cidr.Contains(range))
            faults.Add(nameof(SubnetSpec.Range), NetworkDiagnostics.RangeOutside(range, subnet.Cidr));
        for (int i = 0; i < subnet.Reserved.Count; i++)
        {
            if (!subnet.Cidr.Contains(subnet.Reserved[i]))
                faults.Add(nameof(SubnetSpec.Reserved), i, NetworkDiagnostics.ReservedOutside(subnet.Reserved[i], subnet.Cidr));
        }
    }

    private static void CheckCidr(IpPrefix cidr, RuleFaults faults)
    {
        if (!cidr.IsSubnet)
            faults.Add(nameof(SubnetSpec.Cidr), NetworkDiagnostics.HostBits(cidr));
        if (SpecialIn(cidr) is string meaning)
            faults.Add(nameof(SubnetSpec.Cidr), NetworkDiagnostics.SpecialSubnet(cidr, meaning));
        if (cidr.Length > Longest(cidr))
            faults.Add(nameof(SubnetSpec.Cidr), NetworkDiagnostics.SubnetTooSmall(cidr, Longest(cidr)));
    }

    private static void CheckGateway(IpAddress gateway, IpPrefix cidr, RuleFaults faults)
    {
        if (!cidr.Contains(gateway))
            faults.Add(nameof(SubnetSpec.Gateway), NetworkDiagnostics.GatewayOutside(gateway, cidr));
        if (gateway == cidr.First)
            faults.Add(nameof(SubnetSpec.Gateway), NetworkDiagnostics.GatewayIsNetwork(gateway, cidr));
        if (gateway == cidr.Last && cidr.Family == IpFamily.IPv4)
            faults.Add(nameof(SubnetSpec.Gateway), NetworkDiagnostics.GatewayIsBroadcast(gateway, cidr));
    }

    // Two host addresses besides the network's own and, in IPv4, the broadcast address.
    private static int Longest(IpPrefix cidr) => cidr.Address.Width - 2;

    private static string? SpecialIn(IpPrefix cidr) => Special.FirstOrDefault(s => s.Prefix.Overlaps(cidr)).Meaning;
}
