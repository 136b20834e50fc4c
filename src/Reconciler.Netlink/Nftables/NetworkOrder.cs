using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary>nf_tables sends all its numbers in network byte order.</summary>
internal static class NetworkOrder
{
    public static uint Number<TAttribute>(this AttributeView<TAttribute> attribute)
        where TAttribute : unmanaged, Enum
        => attribute.As<BigEndian32>().Value;

    public static ulong LongNumber<TAttribute>(this AttributeView<TAttribute> attribute)
        where TAttribute : unmanaged, Enum
        => attribute.As<BigEndian64>().Value;

    public static Register Register<TAttribute>(this AttributeView<TAttribute> attribute)
        where TAttribute : unmanaged, Enum
        => Nftables.Register.Numbered(attribute.Number());

    public static void PutNumber<TAttribute>(this Scope<TAttribute> scope, TAttribute type, uint number)
        where TAttribute : unmanaged, Enum
        => scope.Put(type, new BigEndian32(number));

    public static void PutNumber<TAttribute>(this Scope<TAttribute> scope, TAttribute type, ulong number)
        where TAttribute : unmanaged, Enum
        => scope.Put(type, new BigEndian64(number));

    public static void PutRegister<TAttribute>(this Scope<TAttribute> scope, TAttribute type, Register register)
        where TAttribute : unmanaged, Enum
        => scope.PutNumber(type, register.Number);
}
