using System.Globalization;
using Reconciler.Core.Values;

namespace Reconciler.Core.Documents;

/// <summary>What a <c>Reachability</c> document says: who reaches what, or does not.</summary>
public sealed record ReachabilitySpec
{
    /// <summary>Who asks; several together are asked for one by one.</summary>
    public required EndpointSpec From { get; init; }

    /// <summary>What is asked for.</summary>
    public required TargetSpec To { get; init; }

    /// <summary>Whether it is reached.</summary>
    public Expectation Expect { get; init; } = Expectation.Allowed;

    /// <summary>Whether who is asked must see the address of who asks, and not a translated one.</summary>
    public bool PreservesSource { get; init; }

    /// <summary>The longest time from question to answer; unsaid: as long as it takes.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>The size in bytes, with all headers from IP's on, of packets that must pass whole both ways; unsaid: of any.</summary>
    public int? Mtu { get; init; }
}

/// <summary><c>spec.expect</c> of a <c>Reachability</c>.</summary>
public enum Expectation
{
    Allowed,
    Denied,
}

/// <summary>One or several who ask or are asked; closed, only the nested cases exist.</summary>
public abstract record EndpointSpec
{
    private EndpointSpec()
    {
    }

    /// <summary>Whether an attachment is one of them; what is no container selects none.</summary>
    public bool Selects(Document<ContainerAttachmentSpec> attachment) => this switch
    {
        Attachment one => attachment.Name == one.Name,
        Labels labels => labels.Wanted.All(attachment.Metadata.Labels.Contains),
        Network network => attachment.Spec.Network == network.Name,
        _ => false,
    };

    /// <summary>One attachment.</summary>
    public sealed record Attachment(string Name) : EndpointSpec;

    /// <summary>All attachments that have all of the labels.</summary>
    public sealed record Labels(ValueList<Label> Wanted) : EndpointSpec;

    /// <summary>All attachments of a network.</summary>
    public sealed record Network(string Name) : EndpointSpec;

    /// <summary>The host on which the containers in question run.</summary>
    public sealed record Host : EndpointSpec;

    /// <summary>A host by the name of its node.</summary>
    public sealed record Node(string Name) : EndpointSpec;

    /// <summary>A machine that is no host.</summary>
    public sealed record Outside : EndpointSpec;
}

/// <summary><c>spec.to</c> of a <c>Reachability</c>: exactly one of the first four.</summary>
public sealed record TargetSpec
{
    /// <summary>Containers, by their own addresses.</summary>
    public EndpointSpec? Containers { get; init; }

    /// <summary>A published port, by the addresses of the host that it is published on.</summary>
    public ServiceSpec? Published { get; init; }

    /// <summary>Whoever has the address.</summary>
    public IpAddress? Address { get; init; }

    /// <summary>Whom who asks finds by this name.</summary>
    public string? Name { get; init; }

    /// <summary>The service of containers, of a name or of an address; unsaid: an echo.</summary>
    public ServiceSpec? Port { get; init; }

    /// <summary>What is asked for in any case.</summary>
    public ServiceSpec Service => Published ?? Port ?? ServiceSpec.Echo;
}

/// <summary>A service: a protocol and its port, or an echo (ICMP), which has none.</summary>
public readonly record struct ServiceSpec(TransportProtocol Protocol, ushort Port)
{
    private const TransportProtocol Icmp = (TransportProtocol)1;

    /// <summary>What ping(8) asks for.</summary>
    public static ServiceSpec Echo { get; } = new(Icmp, 0);

    public bool IsEcho => Protocol == Icmp;

    /// <summary>Reads <c>tcp/443</c>, <c>udp/53</c> and <c>icmp</c>.</summary>
    public static bool TryParse(string text, out ServiceSpec service)
    {
        service = Echo;
        if (text == "icmp")
            return true;
        string[] parts = text.Split('/');
        TransportProtocol? protocol = parts[0] switch { "tcp" => TransportProtocol.Tcp, "udp" => TransportProtocol.Udp, _ => null };
        if (parts.Length != 2 || protocol is null || !ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0)
            return false;
        service = new(protocol.Value, port);
        return parts[1] == port.ToString(CultureInfo.InvariantCulture);
    }

    public override string ToString() =>
        IsEcho ? "icmp" : string.Create(CultureInfo.InvariantCulture, $"{Protocol.ToString().ToLowerInvariant()}/{Port}");
}
