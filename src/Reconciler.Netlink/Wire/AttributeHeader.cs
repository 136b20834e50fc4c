using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reconciler.Netlink.Wire;

/// <summary>The header of an attribute: <c>struct nlattr</c> of linux/netlink.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct AttributeHeader(ushort Length, ushort Type)
{
    public const int Size = 4;

    /// <summary><c>NLA_F_NESTED</c></summary>
    public const ushort Nested = 0x8000;

    /// <summary><c>NLA_TYPE_MASK</c>: without <c>NLA_F_NESTED</c> and <c>NLA_F_NET_BYTEORDER</c>.</summary>
    public const ushort TypeMask = 0x3fff;

    /// <summary>The number of an attribute enumeration's member; all of them are 16 bits wide.</summary>
    public static ushort NumberOf<TAttribute>(TAttribute type)
        where TAttribute : unmanaged, Enum
    {
        RequireSixteenBits<TAttribute>();
        return Unsafe.BitCast<TAttribute, ushort>(type);
    }

    /// <summary>The member of an attribute enumeration with this number; unknown numbers stay numbers.</summary>
    public static TAttribute Named<TAttribute>(ushort number)
        where TAttribute : unmanaged, Enum
    {
        RequireSixteenBits<TAttribute>();
        return Unsafe.BitCast<ushort, TAttribute>(number);
    }

    private static void RequireSixteenBits<TAttribute>()
        where TAttribute : unmanaged
    {
        if (Unsafe.SizeOf<TAttribute>() != sizeof(ushort))
            throw new InvalidOperationException($"{typeof(TAttribute).Name} must be an enumeration of ushort.");
    }
}
