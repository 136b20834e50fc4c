using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Route;

/// <summary><c>IFLA_VLAN_*</c> of linux/if_link.h.</summary>
public enum VlanAttribute : ushort
{
    /// <summary><c>IFLA_VLAN_ID</c>: u16.</summary>
    Id = 1,
}

/// <summary>Options of a VLAN device (IEEE 802.1Q).</summary>
/// <param name="Id">From 1 to 4094.</param>
public sealed record VlanOptions(ushort Id) : LinkOptions
{
    internal static VlanOptions? Read(AttributeView<LinkInfoAttribute> data)
    {
        foreach (AttributeView<VlanAttribute> attribute in data.Nested<VlanAttribute>())
        {
            if (attribute.Type == VlanAttribute.Id)
                return new(attribute.As<ushort>());
        }

        return null;
    }

    internal override void Write(Scope<LinkInfoAttribute> info)
    {
        using Scope<VlanAttribute> data = info.Nest<VlanAttribute>(LinkInfoAttribute.Data);
        data.Put(VlanAttribute.Id, Id);
    }
}
