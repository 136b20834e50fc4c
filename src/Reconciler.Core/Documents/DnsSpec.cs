using Reconciler.Core.Values;

namespace Reconciler.Core.Documents;

/// <summary><c>spec.dns</c> of a <c>Network</c>; <c>null</c> = unsaid.</summary>
public sealed record DnsSpec
{
    /// <summary>Whether names of attachments resolve inside the network.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What full names end with; unsaid: <c>NETWORK.internal</c>.</summary>
    public string? Domain { get; init; }

    /// <summary>Whom questions about other names are passed on to, one after another; unsaid: those of the host's <c>/etc/resolv.conf</c>.</summary>
    public ValueList<IpAddress>? Upstream { get; init; }
}
