using System.Net;
using System.Runtime.InteropServices;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Route;

/// <summary><c>IFA_*</c> of linux/if_addr.h.</summary>
public enum AddressAttribute : ushort
{
    /// <summary><c>IFA_ADDRESS</c>: of the link's other end where it has one, else the same as <see cref="Local"/>.</summary>
    Address = 1,

    /// <summary><c>IFA_LOCAL</c>: IPv4 only.</summary>
    Local = 2,

    /// <summary><c>IFA_BROADCAST</c></summary>
    Broadcast = 4,

    /// <summary><c>IFA_FLAGS</c>: u32, <see cref="AddressFlags"/>.</summary>
    Flags = 8,

    /// <summary><c>IFA_PROTO</c>: u8, who set it.</summary>
    Protocol = 11,
}

/// <summary><c>IFA_F_*</c> of linux/if_addr.h.</summary>
[Flags]
public enum AddressFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary><c>IFA_F_NODAD</c>: usable at once, without duplicate-address detection.</summary>
    NoDuplicateDetection = 0x02,

    /// <summary><c>IFA_F_TENTATIVE</c>: duplicate-address detection is under way.</summary>
    Tentative = 0x40,

    /// <summary><c>IFA_F_PERMANENT</c></summary>
    Permanent = 0x80,

    /// <summary><c>IFA_F_NOPREFIXROUTE</c>: the kernel has made no route to the subnet with it.</summary>
    NoPrefixRoute = 0x200,
}

/// <summary>The header of an address's messages: <c>struct ifaddrmsg</c> of linux/if_addr.h.</summary>
/// <param name="Flags">The lowest eight of <see cref="AddressFlags"/>; <see cref="AddressAttribute.Flags"/> holds all.</param>
/// <param name="Scope"><c>RT_SCOPE_*</c></param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct AddressHeader(AddressFamily Family, byte PrefixLength, byte Flags, byte Scope, int Index);

/// <summary>An address as <c>RTM_NEWADDR</c> carries it, both ways: what is <c>null</c> is not in the message.</summary>
/// <param name="Index">Of the link.</param>
public sealed record AddressMessage(int Index, IPAddress Address, byte PrefixLength)
{
    /// <summary><c>IFAPROT_KERNEL_LL</c>: the <see cref="Protocol"/> of link-local addresses that the kernel generated.</summary>
    public const byte KernelLinkLocal = 3;

    private static readonly byte[] NoAddress = [0, 0, 0, 0];

    /// <summary><c>IFA_BROADCAST</c>.</summary>
    public IPAddress? Broadcast { get; init; }

    /// <summary><c>IFA_FLAGS</c>.</summary>
    public AddressFlags Flags { get; init; }

    /// <summary><c>IFA_PROTO</c>; kernels before 5.18 ignore it.</summary>
    public byte? Protocol { get; init; }

    /// <summary><c>ifa_scope</c>: 0 global, 253 link, 254 host.</summary>
    public byte Scope { get; init; }

    /// <summary>Appends a message.</summary>
    public void Write(MessageWriter writer, RouteMessageType type, MessageFlags flags = MessageFlags.None)
    {
        byte[] bytes = Address.GetAddressBytes();
        AddressFamily family = bytes.Length == 4 ? AddressFamily.IPv4 : AddressFamily.IPv6;
        using Scope<AddressAttribute> message = writer.Begin<AddressAttribute>((ushort)type, flags);
        bool fitsHeader = (uint)Flags <= byte.MaxValue;
        message.Struct(new AddressHeader(family, PrefixLength, fitsHeader ? (byte)Flags : (byte)0, Scope, Index));
        message.PutBytes(AddressAttribute.Local, bytes);
        message.PutBytes(AddressAttribute.Address, bytes);
        if (Broadcast is not null)
            message.PutAddress(AddressAttribute.Broadcast, Broadcast);
        if (!fitsHeader)
            message.Put(AddressAttribute.Flags, Flags);
        if (Protocol is not null)
            message.Put(AddressAttribute.Protocol, Protocol.Value);
    }

    /// <summary>Appends a request for all addresses of both families.</summary>
    public static void WriteDump(MessageWriter writer)
    {
        using Scope<AddressAttribute> message = writer.Begin<AddressAttribute>((ushort)RouteMessageType.GetAddress, MessageFlags.None);
        message.Struct(new AddressHeader(AddressFamily.Unspecified, 0, 0, 0, 0));
    }

    /// <summary>Reads an <c>RTM_NEWADDR</c>.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public static AddressMessage Read(MessageView message)
    {
        AttributeReader<AddressAttribute> attributes = message.Read<AddressHeader, AddressAttribute>(out AddressHeader header);
        AddressMessage address = new(header.Index, new IPAddress(NoAddress), header.PrefixLength) { Scope = header.Scope };
        IPAddress? local = null;
        IPAddress? remote = null;
        foreach (AttributeView<AddressAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case AddressAttribute.Local:
                    local = attribute.Address;
                    break;
                case AddressAttribute.Address:
                    remote = attribute.Address;
                    break;
                case AddressAttribute.Broadcast:
                    address = address with { Broadcast = attribute.Address };
                    break;
                case AddressAttribute.Flags:
                    address = address with { Flags = attribute.As<AddressFlags>() };
                    break;
                case AddressAttribute.Protocol:
                    address = address with { Protocol = attribute.As<byte>() };
                    break;
            }
        }

        return address with { Address = local ?? remote ?? throw new NetlinkFormatException("An address message without an address.") };
    }
}
