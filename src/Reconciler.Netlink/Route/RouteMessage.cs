using System.Net;
using System.Runtime.InteropServices;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Route;

/// <summary><c>RTA_*</c> of linux/rtnetlink.h.</summary>
public enum RouteAttribute : ushort
{
    /// <summary><c>RTA_DST</c></summary>
    Destination = 1,

    /// <summary><c>RTA_SRC</c></summary>
    Source = 2,

    /// <summary><c>RTA_IIF</c>: s32, index.</summary>
    InputInterface = 3,

    /// <summary><c>RTA_OIF</c>: s32, index.</summary>
    OutputInterface = 4,

    /// <summary><c>RTA_GATEWAY</c></summary>
    Gateway = 5,

    /// <summary><c>RTA_PRIORITY</c>: u32, the metric.</summary>
    Priority = 6,

    /// <summary><c>RTA_PREFSRC</c></summary>
    PreferredSource = 7,

    /// <summary><c>RTA_MULTIPATH</c>: several next hops.</summary>
    Multipath = 9,

    /// <summary><c>RTA_TABLE</c>: u32.</summary>
    Table = 15,

    /// <summary><c>RTA_VIA</c>: a next hop of another family.</summary>
    Via = 18,
}

/// <summary><c>RTN_*</c> of linux/rtnetlink.h.</summary>
public enum RouteType : byte
{
    /// <summary><c>RTN_UNSPEC</c></summary>
    Unspecified = 0,

    /// <summary><c>RTN_UNICAST</c></summary>
    Unicast = 1,

    /// <summary><c>RTN_LOCAL</c></summary>
    Local = 2,

    /// <summary><c>RTN_BLACKHOLE</c></summary>
    Blackhole = 6,

    /// <summary><c>RTN_UNREACHABLE</c></summary>
    Unreachable = 7,

    /// <summary><c>RTN_PROHIBIT</c></summary>
    Prohibit = 8,
}

/// <summary>The header of a route's messages: <c>struct rtmsg</c> of linux/rtnetlink.h.</summary>
/// <param name="Table">At most 255; <see cref="RouteAttribute.Table"/> holds larger ones.</param>
/// <param name="Protocol"><c>RTPROT_*</c>: who made it.</param>
/// <param name="Scope"><c>RT_SCOPE_*</c></param>
/// <param name="Flags"><c>RTNH_F_*</c>, <c>RTM_F_*</c></param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct RouteHeader(
    AddressFamily Family, byte DestinationLength, byte SourceLength, byte TypeOfService, byte Table, byte Protocol, byte Scope, RouteType Type, uint Flags);

/// <summary>A route as <c>RTM_NEWROUTE</c> carries it, both ways: what is <c>null</c> is not in the message.</summary>
/// <param name="Family">Also says the length of a default route's missing destination.</param>
public sealed record RouteMessage(AddressFamily Family)
{
    /// <summary><c>RT_TABLE_MAIN</c></summary>
    public const uint MainTable = 254;

    /// <summary><c>RT_SCOPE_LINK</c></summary>
    public const byte LinkScope = 253;

    // RTM_F_CLONED: an exception learnt for one destination (a redirect, a path MTU), not a route.
    private const uint Cloned = 0x200;

    // Into the record itself, since thousands of routes are read at a time.
    private RouteMessage(RouteHeader header, AttributeReader<RouteAttribute> attributes)
        : this(header.Family)
    {
        DestinationLength = header.DestinationLength;
        Table = header.Table;
        Protocol = header.Protocol;
        Scope = header.Scope;
        Type = header.Type;
        IsCloned = (header.Flags & Cloned) != 0;
        foreach (AttributeView<RouteAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case RouteAttribute.Destination:
                    Destination = attribute.Address;
                    break;
                case RouteAttribute.Gateway:
                    Gateway = attribute.Address;
                    break;
                case RouteAttribute.PreferredSource:
                    PreferredSource = attribute.Address;
                    break;
                case RouteAttribute.OutputInterface:
                    OutputInterface = attribute.As<int>();
                    break;
                case RouteAttribute.Priority:
                    Priority = attribute.As<uint>();
                    break;
                case RouteAttribute.Table:
                    Table = attribute.As<uint>();
                    break;
                case RouteAttribute.Multipath or RouteAttribute.Via:
                    HasOtherNextHops = true;
                    break;
            }
        }
    }

    /// <summary><c>RTA_DST</c>; <c>null</c>: the default route.</summary>
    public IPAddress? Destination { get; init; }

    /// <summary>Length of the destination's prefix in bits.</summary>
    public byte DestinationLength { get; init; }

    /// <summary><c>RTA_GATEWAY</c>.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary><c>RTA_OIF</c>: index of the outgoing link.</summary>
    public int? OutputInterface { get; init; }

    /// <summary><c>RTA_PRIORITY</c>: the metric.</summary>
    public uint? Priority { get; init; }

    /// <summary><c>RTA_PREFSRC</c>.</summary>
    public IPAddress? PreferredSource { get; init; }

    /// <summary><c>RTA_TABLE</c>.</summary>
    public uint Table { get; init; } = MainTable;

    /// <summary><c>rtm_protocol</c>: who made it.</summary>
    public byte Protocol { get; init; }

    /// <summary><c>rtm_scope</c>: 0 global, 253 link, 254 host.</summary>
    public byte Scope { get; init; }

    /// <summary><c>rtm_type</c>.</summary>
    public RouteType Type { get; init; } = RouteType.Unicast;

    /// <summary>Whether it has several next hops (<c>RTA_MULTIPATH</c>), or one of another family (<c>RTA_VIA</c>); only read.</summary>
    public bool HasOtherNextHops { get; init; }

    /// <summary>Whether it is an exception that the kernel learnt (<c>RTM_F_CLONED</c>); only read.</summary>
    public bool IsCloned { get; init; }

    /// <summary>Appends a message.</summary>
    public void Write(MessageWriter writer, RouteMessageType type, MessageFlags flags = MessageFlags.None)
    {
        using Scope<RouteAttribute> message = writer.Begin<RouteAttribute>((ushort)type, flags);
        byte table = Table <= byte.MaxValue ? (byte)Table : (byte)0;
        message.Struct(new RouteHeader(Family, DestinationLength, 0, 0, table, Protocol, Scope, Type, 0));
        PutAddress(message, RouteAttribute.Destination, Destination);
        PutAddress(message, RouteAttribute.Gateway, Gateway);
        PutAddress(message, RouteAttribute.PreferredSource, PreferredSource);
        if (OutputInterface is not null)
            message.Put(RouteAttribute.OutputInterface, OutputInterface.Value);
        if (Priority is not null)
            message.Put(RouteAttribute.Priority, Priority.Value);
        if (Table > byte.MaxValue)
            message.Put(RouteAttribute.Table, Table);
    }

    /// <summary>Appends a request for all routes of both families in the main table.</summary>
    public static void WriteDump(MessageWriter writer)
    {
        using Scope<RouteAttribute> message = writer.Begin<RouteAttribute>((ushort)RouteMessageType.GetRoute, MessageFlags.None);
        message.Struct(new RouteHeader(AddressFamily.Unspecified, 0, 0, 0, (byte)MainTable, 0, 0, RouteType.Unspecified, 0));
    }

    /// <summary>
    /// Appends a request for the way that a packet takes, as <c>ip route get</c>; one answer, no dump. Where there is none, the kernel
    /// refuses: <c>ENETUNREACH</c> without a route, otherwise as routes of other types than unicast say.
    /// </summary>
    /// <param name="source">Its source, of the same family; <c>null</c>: the kernel chooses.</param>
    /// <param name="inputInterface">Index of the link by which it came in; <c>null</c>: it is sent from here. Needs a source.</param>
    public static void WriteLookup(MessageWriter writer, IPAddress destination, IPAddress? source = null, int? inputInterface = null)
    {
        using Scope<RouteAttribute> message = writer.Begin<RouteAttribute>((ushort)RouteMessageType.GetRoute, MessageFlags.None);
        bool isSix = destination.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        byte length = isSix ? (byte)128 : (byte)32;
        byte sourceLength = source is null ? (byte)0 : length;
        message.Struct(new RouteHeader(isSix ? AddressFamily.IPv6 : AddressFamily.IPv4, length, sourceLength, 0, 0, 0, 0, RouteType.Unspecified, 0));
        PutAddress(message, RouteAttribute.Destination, destination);
        PutAddress(message, RouteAttribute.Source, source);
        if (inputInterface is not null)
            message.Put(RouteAttribute.InputInterface, inputInterface.Value);
    }

    /// <summary>Reads an <c>RTM_NEWROUTE</c>.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public static RouteMessage Read(MessageView message)
    {
        AttributeReader<RouteAttribute> attributes = message.Read<RouteHeader, RouteAttribute>(out RouteHeader header);
        return new(header, attributes);
    }

    private static void PutAddress(Scope<RouteAttribute> message, RouteAttribute type, IPAddress? address)
    {
        if (address is not null)
            message.PutAddress(type, address);
    }
}
