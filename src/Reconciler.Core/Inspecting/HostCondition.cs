using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>What of a host is nobody's resource, and decides whether packets pass: others' filters, and settings.</summary>
public sealed record HostCondition
{
    /// <summary>Chains of others, of tables with one that filters what passes through the host.</summary>
    public ValueList<FilterChain> Chains { get; init; } = [];

    /// <summary>Settings; those that the kernel does not have are not among them.</summary>
    public ValueList<Sysctl> Settings { get; init; } = [];

    /// <summary>The value of a setting; <c>null</c>: the kernel does not have it.</summary>
    public string? Find(string key) => Settings.FirstOrDefault(s => s.Key == key)?.Value;

    /// <summary>The value of an interface's IPv4 or IPv6 setting; of one that does not exist yet, what it will be.</summary>
    internal string? Find(string family, string link, string setting) => Find(KeyOf(family, link, setting)) ?? Find(KeyOf(family, "default", setting));

    /// <summary>The settings that are looked at on a host with these links.</summary>
    public static IEnumerable<Sysctl> Asked(IEnumerable<string> links) =>
    [
        .. ((string[])[Sysctl.IPv4Forwarding, BridgeNetfilter.IPv4, BridgeNetfilter.IPv6, Tracking.CountKey, Tracking.LimitKey]).Select(Of),
        .. ((string[])["all", "default", .. links]).SelectMany(l => (string[])[KeyOf("ipv4", l, "forwarding"), KeyOf("ipv4", l, "rp_filter"), KeyOf("ipv6", l, "disable_ipv6")]).Select(Of),
    ];

    internal static string KeyOf(string family, string link, string setting) => Sysctl.OfLink(NamespaceId.Host, family, link, setting, "").Key;

    private static Sysctl Of(string key) => new(NamespaceId.Host, key, "");
}
