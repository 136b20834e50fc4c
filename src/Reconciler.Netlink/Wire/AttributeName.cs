namespace Reconciler.Netlink.Wire;

/// <summary>Names of one attribute enumeration, through one delegate that is allocated once.</summary>
internal static class AttributeName<TAttribute>
    where TAttribute : unmanaged, Enum
{
    public static readonly Func<ushort, string> Of = number => AttributeHeader.Named<TAttribute>(number).ToString();
}
