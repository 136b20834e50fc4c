using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Rendering;

/// <summary>What a plan opens to the outside and what it closes, for people.</summary>
internal static class ExposureText
{
    /// <summary>Each row with its symbol: opened, closed, or leading elsewhere than before.</summary>
    public static IEnumerable<(string Symbol, Tone Tone, ExposedPorts Ports)> Rows(Exposure exposure) =>
    [
        .. exposure.NewlyReachable.Select(p => ("+", Tone.Create, p)),
        .. exposure.NoLongerReachable.Select(p => ("-", Tone.Delete, p)),
        .. exposure.Moved.Select(p => ("~", Tone.Update, p)),
    ];

    /// <summary>The protocol's name; an echo of IPv6 is one of ICMP, too.</summary>
    public static string Protocol(ExposedPorts row) => row.Protocol switch
    {
        TransportProtocol.Tcp => "tcp",
        TransportProtocol.Udp => "udp",
        TransportProtocol.Sctp => "sctp",
        _ => "icmp",
    };

    /// <summary>As in <c>0.0.0.0:8080 → web-1 10.20.0.10:80 from 192.0.2.0/24</c>.</summary>
    public static string Subject(ExposedPorts row) => $"{Entrance(row)} → {Target(row.To)}" + (row.From.Count == 0 ? "" : " " + From(row));

    /// <summary>As in <c>from 192.0.2.0/24, 198.51.100.0/24</c>; empty: everybody.</summary>
    public static string From(ExposedPorts row) => row.From.Count == 0 ? "" : $"from {row.From}";

    /// <summary>As in <c>0.0.0.0:8080</c>.</summary>
    public static string Entrance(ExposedPorts row) => At(row.Address, row.Ports);

    /// <summary>One address, all (<c>0.0.0.0</c>, <c>::</c>), or a subnet.</summary>
    public static string Address(IpPrefix address) =>
        address.Length == 0 || address.Length == address.Address.Width ? address.Address.ToString() : address.ToString();

    /// <summary>Who answered before, where it was somebody else; otherwise empty.</summary>
    public static string Before(ExposedPorts row) => row.Before is ExposedTarget before ? "was " + Target(before) : "";

    /// <summary>As in <c>web-1 10.20.0.10:80</c>.</summary>
    public static string Target(ExposedTarget target)
    {
        string address = target.Address is IpAddress one ? At(IpPrefix.Single(one), target.Ports) : "";
        string name = target.Document is not DocumentId document ? "" : document.Kind == DocumentKind.ContainerAttachment ? document.Name : document.ToString();
        return string.Join(' ', ((string[])[name, address]).Where(t => t.Length > 0));
    }

    private static string At(IpPrefix address, PortRange? ports) => ports is not PortRange range ? Address(address)
        : address.Family == IpFamily.IPv4 ? $"{Address(address)}:{range}"
        : $"[{Address(address)}]:{range}";
}
