using FluentValidation;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What a subnet must fulfil.</summary>
internal sealed class SubnetRules : AbstractValidator<SubnetSpec>
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

    public SubnetRules()
    {
        RuleFor(s => s.Cidr).Must(c => c.IsSubnet).Else((_, c) => NetworkDiagnostics.HostBits(c));
        RuleFor(s => s.Cidr).Must(c => SpecialIn(c) is null).Else((_, c) => NetworkDiagnostics.SpecialSubnet(c, SpecialIn(c)!));
        RuleFor(s => s.Cidr).Must(c => c.Length <= Longest(c)).Else((_, c) => NetworkDiagnostics.SubnetTooSmall(c, Longest(c)));
        When(s => s.Cidr.Length <= Longest(s.Cidr), AboutGateway);
        RuleFor(s => s.Range).Must(r => r is null or { IsSubnet: true }).Else((_, r) => NetworkDiagnostics.HostBits(r!.Value));
        RuleFor(s => s.Range).Must((s, r) => r is not IpPrefix range || s.Cidr.Contains(range))
            .Else((s, r) => NetworkDiagnostics.RangeOutside(r!.Value, s.Cidr));
        RuleForEach(s => s.Reserved).Must((s, a) => s.Cidr.Contains(a)).Else((s, a) => NetworkDiagnostics.ReservedOutside(a, s.Cidr));
    }

    private void AboutGateway()
    {
        RuleFor(s => s.Gateway).Must((s, g) => g is not IpAddress gateway || s.Cidr.Contains(gateway))
            .Else((s, g) => NetworkDiagnostics.GatewayOutside(g!.Value, s.Cidr));
        RuleFor(s => s.Gateway).Must((s, g) => g != s.Cidr.First)
            .Else((s, g) => NetworkDiagnostics.GatewayIsNetwork(g!.Value, s.Cidr));
        RuleFor(s => s.Gateway).Must((s, g) => g != s.Cidr.Last || s.Cidr.Family == IpFamily.IPv6)
            .Else((s, g) => NetworkDiagnostics.GatewayIsBroadcast(g!.Value, s.Cidr));
    }

    // Two host addresses besides the network's own and, in IPv4, the broadcast address.
    private static int Longest(IpPrefix cidr) => cidr.Address.Width - 2;

    private static string? SpecialIn(IpPrefix cidr) => Special.FirstOrDefault(s => s.Prefix.Overlaps(cidr)).Meaning;
}
