using System.Globalization;
using Reconciler.Core.Values;

namespace Reconciler.Core.Documents;

/// <summary>
/// What a <c>FirewallPolicy</c> document says: the attachments that it applies to are closed in the directions that it lists, except for
/// what some policy lists. Answers to what is allowed are allowed.
/// </summary>
public sealed record FirewallPolicySpec
{
    /// <summary>Who is closed.</summary>
    public required AttachmentSelector AppliesTo { get; init; }

    /// <summary>Who may open connections to them; unsaid: the direction stays as it is, without an entry: nobody.</summary>
    public ValueList<PolicyRule>? Ingress { get; init; }

    /// <summary>To whom they may open connections; unsaid: the direction stays as it is, without an entry: nobody.</summary>
    public ValueList<PolicyRule>? Egress { get; init; }

    /// <summary>The list of a direction.</summary>
    public ValueList<PolicyRule>? In(PolicyDirection direction) => direction == PolicyDirection.Ingress ? Ingress : Egress;
}

/// <summary>From whom a connection is opened, seen from the attachments that a policy applies to.</summary>
public enum PolicyDirection
{
    /// <summary>By others.</summary>
    Ingress,

    /// <summary>By themselves.</summary>
    Egress,
}

/// <summary>Attachments that fulfil everything that is said; at least one thing is.</summary>
public sealed record AttachmentSelector
{
    /// <summary>The one of this name.</summary>
    public string? Attachment { get; init; }

    /// <summary>Those that have all of these.</summary>
    public ValueList<Label> Labels { get; init; } = [];

    /// <summary>Those of this network.</summary>
    public string? Network { get; init; }

    /// <summary>Whether it is all attachments of a network, whoever they are.</summary>
    public bool IsWholeNetwork => Network is not null && Attachment is null && Labels.Count == 0;

    public bool Selects(Document<ContainerAttachmentSpec> attachment) =>
        (Attachment is null || attachment.Name == Attachment)
        && (Network is null || attachment.Spec.Network == Network)
        && Labels.All(attachment.Metadata.Labels.Contains);
}

/// <summary>One entry of <c>spec.ingress</c> or <c>spec.egress</c>: each of the peers by each of the ports.</summary>
public sealed record PolicyRule
{
    /// <summary><c>from</c> or <c>to</c>; unsaid: everybody.</summary>
    public ValueList<PeerSpec>? Peers { get; init; }

    /// <summary>Ports of who is asked; unsaid: all, of all protocols.</summary>
    public ValueList<PolicyPort>? Ports { get; init; }
}

/// <summary>One entry of <c>from</c> or <c>to</c>; closed, only the nested cases exist.</summary>
public abstract record PeerSpec
{
    private PeerSpec()
    {
    }

    /// <summary>Attachments, by their addresses.</summary>
    public sealed record Attachments(AttachmentSelector Selector) : PeerSpec;

    /// <summary>All addresses of a subnet but those of others within.</summary>
    public sealed record Addresses(IpPrefix Cidr, ValueList<IpPrefix> Except) : PeerSpec;
}

/// <summary>One entry of <c>ports</c>: a protocol with some or all of its ports.</summary>
public readonly record struct PolicyPort(TransportProtocol Protocol, PortRange Ports)
{
    /// <summary>Every port; for protocols that have none, all of the protocol.</summary>
    public static PortRange AllPorts { get; } = new(0, ushort.MaxValue);

    /// <summary>ICMP, which is another protocol in IPv6.</summary>
    public static PolicyPort Icmp { get; } = new(ServiceSpec.Echo.Protocol, AllPorts);

    /// <summary>Reads <c>tcp/443</c>, <c>udp/8000-8999</c>, <c>sctp</c> and <c>icmp</c>.</summary>
    public static bool TryParse(string text, out PolicyPort port)
    {
        port = Icmp;
        if (text == "icmp")
            return true;
        string[] parts = text.Split('/');
        TransportProtocol? protocol = parts[0] switch
        {
            "tcp" => TransportProtocol.Tcp,
            "udp" => TransportProtocol.Udp,
            "sctp" => TransportProtocol.Sctp,
            _ => null,
        };
        if (protocol is null || parts.Length > 2)
            return false;
        PortRange ports = AllPorts;
        if (parts.Length == 2 && !TryParseRange(parts[1], out ports))
            return false;
        port = new(protocol.Value, ports);
        return true;
    }

    public bool Includes(ServiceSpec service) =>
        Protocol == service.Protocol && (service.IsEcho || Ports.First <= service.Port && service.Port <= Ports.Last);

    public override string ToString() => this == Icmp
        ? "icmp"
        : Protocol.ToString().ToLowerInvariant() + (Ports == AllPorts ? "" : $"/{Ports}");

    private static bool TryParseRange(string text, out PortRange range)
    {
        string[] ends = text.Split('-');
        range = default;
        if (ends.Length > 2 || !TryParsePort(ends[0], out ushort first) || !TryParsePort(ends[^1], out ushort last) || last < first)
            return false;
        range = new(first, last);
        return true;
    }

    private static bool TryParsePort(string text, out ushort port) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port > 0 && text == port.ToString(CultureInfo.InvariantCulture);
}
