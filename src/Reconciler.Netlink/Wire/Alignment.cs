namespace Reconciler.Netlink.Wire;

/// <summary>Messages and attributes begin at multiples of four bytes: <c>NLMSG_ALIGN</c> and <c>NLA_ALIGN</c>.</summary>
internal static class Alignment
{
    public static int Align(int length) => (length + 3) & ~3;
}
