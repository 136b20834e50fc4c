using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>What one place saw of one packet.</summary>
/// <param name="Messages">In their order; at least one of them has the packet.</param>
internal sealed record PacketPath(Place At, bool IsAnswer, IReadOnlyList<TraceMessage> Messages)
{
    /// <summary>Who ended its way; <c>null</c>: nobody here.</summary>
    public TraceMessage? Drop => Messages.FirstOrDefault(m => m.IsDrop);

    /// <summary>Which rules said that it may pass, from the first one to the last.</summary>
    public IEnumerable<TraceMessage> Acceptances => Messages.Where(m => m is { Type: TraceType.Rule, Verdict.Code: VerdictCode.Accept });

    /// <summary>Index of the link that it came in by; <c>null</c>: it was sent from here.</summary>
    public int? InputInterface => (int?)Messages.Select(m => m.InputInterface).FirstOrDefault(i => i is not null);

    /// <summary>Its source, as it came.</summary>
    public IpAddress Source => Addresses(Headers.First()).Source;

    /// <summary>Its destination, after all translations.</summary>
    public IpAddress Destination => Addresses(Headers.Last()).Destination;

    /// <summary>Whether it got as far as that.</summary>
    public bool Reached(NftHook hook) => Messages.Any(m => TraceTable.IsAt(m, hook));

    private IEnumerable<Bytes> Headers => Messages.Where(HasHeader).Select(m => m.NetworkHeader);

    /// <summary>Whether a message has the packet's addresses: the kernel tells of the packet itself only once, and less of a short one.</summary>
    public static bool HasHeader(TraceMessage message) =>
        message.NetworkHeader is { IsEmpty: false } header && header.Length >= WholePackets.HeaderOf(IsVersion4(header) ? IpFamily.IPv4 : IpFamily.IPv6);

    private static bool IsVersion4(Bytes header) => header.Span[0] >> 4 == 4;

    // struct iphdr of linux/ip.h, struct ipv6hdr of linux/ipv6.h
    private static (IpAddress Source, IpAddress Destination) Addresses(Bytes header) => IsVersion4(header)
        ? (IpAddress.FromBytes(header.Span[12..16]), IpAddress.FromBytes(header.Span[16..20]))
        : (IpAddress.FromBytes(header.Span[8..24]), IpAddress.FromBytes(header.Span[24..40]));
}
