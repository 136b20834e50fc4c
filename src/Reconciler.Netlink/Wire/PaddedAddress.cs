using System.Net;
using System.Runtime.InteropServices;

namespace Reconciler.Netlink.Wire;

/// <summary>An IP address of either family in 16 bytes, as <c>xfrm_address_t</c> of linux/xfrm.h and <c>struct inet_diag_sockid</c> have it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PaddedAddress(uint First, uint Second, uint Third, uint Fourth)
{
    private const int Size = 16;
    private const ushort IPv6 = 10; // AF_INET6 of linux/socket.h

    public static PaddedAddress From(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bytes.Clear();
        address.TryWriteBytes(bytes, out _);
        return MemoryMarshal.Read<PaddedAddress>(bytes);
    }

    /// <param name="family"><c>AF_*</c>, which the structures have beside it.</param>
    public IPAddress ToIPAddress(ushort family)
    {
        Span<byte> bytes = stackalloc byte[Size];
        MemoryMarshal.Write(bytes, in this);
        return new IPAddress(family == IPv6 ? bytes : bytes[..sizeof(uint)]);
    }
}
