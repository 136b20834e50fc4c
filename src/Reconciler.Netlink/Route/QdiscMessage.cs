using System.Runtime.InteropServices;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Route;

/// <summary><c>TCA_*</c> of linux/rtnetlink.h.</summary>
public enum TrafficControlAttribute : ushort
{
    /// <summary><c>TCA_KIND</c>: text.</summary>
    Kind = 1,

    /// <summary><c>TCA_OPTIONS</c>: nested, by kind.</summary>
    Options = 2,
}

/// <summary><c>TCA_TBF_*</c> of linux/pkt_sched.h.</summary>
public enum TokenBucketAttribute : ushort
{
    /// <summary><c>TCA_TBF_PARMS</c>: <see cref="TokenBucketParameters"/>.</summary>
    Parameters = 1,

    /// <summary><c>TCA_TBF_RATE64</c>: u64, bytes per second; where they do not fit into 32 bits.</summary>
    Rate64 = 4,

    /// <summary><c>TCA_TBF_BURST</c>: u32, bytes.</summary>
    Burst = 6,
}

/// <summary>The header of a queueing discipline's messages: <c>struct tcmsg</c> of linux/rtnetlink.h.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct TrafficControlHeader(AddressFamily Family, byte Padding, ushort MorePadding, int Index, uint Handle, uint Parent, uint Info);

/// <summary><c>struct tc_ratespec</c> of linux/pkt_sched.h.</summary>
/// <param name="LinkLayer"><c>TC_LINKLAYER_*</c></param>
/// <param name="Rate">Bytes per second.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct RateSpecification(byte CellLog, byte LinkLayer, ushort Overhead, short CellAlign, ushort SmallestPacket, uint Rate)
{
    /// <summary><c>TC_LINKLAYER_ETHERNET</c>: the kernel computes lengths itself, without a table.</summary>
    public const byte Ethernet = 1;
}

/// <summary><c>struct tc_tbf_qopt</c> of linux/pkt_sched.h.</summary>
/// <param name="Limit">Length of burst and queue together, in bytes.</param>
/// <param name="Buffer">The burst in the scheduler's ticks; <see cref="TokenBucketAttribute.Burst"/> says it in bytes.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct TokenBucketParameters(RateSpecification Rate, RateSpecification PeakRate, uint Limit, uint Buffer, uint Mtu);

/// <summary>A queueing discipline as <c>RTM_NEWQDISC</c> carries it, both ways.</summary>
/// <param name="Index">Of the link.</param>
public sealed record QdiscMessage(int Index)
{
    /// <summary><c>TC_H_ROOT</c></summary>
    public const uint Root = uint.MaxValue;

    /// <summary><c>tcm_handle</c>; 0 for those that the kernel made.</summary>
    public uint Handle { get; init; }

    /// <summary><c>tcm_parent</c>.</summary>
    public uint Parent { get; init; } = Root;

    /// <summary><c>TCA_KIND</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The rate of a token bucket, in bytes per second.</summary>
    public ulong? Rate { get; init; }

    /// <summary><c>tc_tbf_qopt.limit</c>, in bytes.</summary>
    public uint? Limit { get; init; }

    /// <summary><c>TCA_TBF_BURST</c>, in bytes; only written.</summary>
    public uint? Burst { get; init; }

    /// <summary>Appends a message.</summary>
    public void Write(MessageWriter writer, RouteMessageType type, MessageFlags flags = MessageFlags.None)
    {
        using Scope<TrafficControlAttribute> message = writer.Begin<TrafficControlAttribute>((ushort)type, flags);
        message.Struct(new TrafficControlHeader(AddressFamily.Unspecified, 0, 0, Index, Handle, Parent, 0));
        if (Kind is not null)
            message.PutString(TrafficControlAttribute.Kind, Kind);
        if (Rate is not null)
            WriteTokenBucket(message, Rate.Value);
    }

    /// <summary>Appends a request for the queueing disciplines of all links.</summary>
    public static void WriteDump(MessageWriter writer)
    {
        using Scope<TrafficControlAttribute> message = writer.Begin<TrafficControlAttribute>((ushort)RouteMessageType.GetQdisc, MessageFlags.None);
        message.Struct(new TrafficControlHeader(AddressFamily.Unspecified, 0, 0, 0, 0, 0, 0));
    }

    /// <summary>Reads an <c>RTM_NEWQDISC</c>.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public static QdiscMessage Read(MessageView message)
    {
        AttributeReader<TrafficControlAttribute> attributes = message.Read<TrafficControlHeader, TrafficControlAttribute>(out TrafficControlHeader header);
        QdiscMessage qdisc = new(header.Index) { Handle = header.Handle, Parent = header.Parent };
        foreach (AttributeView<TrafficControlAttribute> attribute in attributes)
        {
            qdisc = attribute.Type switch
            {
                TrafficControlAttribute.Kind => qdisc with { Kind = attribute.Text },
                TrafficControlAttribute.Options when qdisc.Kind == "tbf" => ReadTokenBucket(qdisc, attribute),
                _ => qdisc,
            };
        }

        return qdisc;
    }

    private void WriteTokenBucket(Scope<TrafficControlAttribute> message, ulong rate)
    {
        using Scope<TokenBucketAttribute> options = message.Nest<TokenBucketAttribute>(TrafficControlAttribute.Options);
        RateSpecification specification = new(0, RateSpecification.Ethernet, 0, 0, 0, (uint)Math.Min(rate, uint.MaxValue));
        options.Put(TokenBucketAttribute.Parameters, new TokenBucketParameters(specification, default, Limit ?? 0, 0, 0));
        if (rate > uint.MaxValue)
            options.Put(TokenBucketAttribute.Rate64, rate);
        if (Burst is not null)
            options.Put(TokenBucketAttribute.Burst, Burst.Value);
    }

    private static QdiscMessage ReadTokenBucket(QdiscMessage qdisc, AttributeView<TrafficControlAttribute> options)
    {
        foreach (AttributeView<TokenBucketAttribute> attribute in options.Nested<TokenBucketAttribute>())
        {
            if (attribute.Type == TokenBucketAttribute.Parameters)
            {
                TokenBucketParameters parameters = attribute.As<TokenBucketParameters>();
                qdisc = qdisc with { Rate = qdisc.Rate ?? parameters.Rate.Rate, Limit = parameters.Limit };
            }
            else if (attribute.Type == TokenBucketAttribute.Rate64)
            {
                qdisc = qdisc with { Rate = attribute.As<ulong>() };
            }
        }

        return qdisc;
    }
}
