using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Route;

/// <summary><c>IFLA_MACVLAN_*</c> of linux/if_link.h.</summary>
public enum MacvlanAttribute : ushort
{
    /// <summary><c>IFLA_MACVLAN_MODE</c>: u32, <see cref="MacvlanMode"/>.</summary>
    Mode = 1,
}

/// <summary><c>MACVLAN_MODE_*</c> of linux/if_link.h: what passes between the macvlans of one link.</summary>
public enum MacvlanMode : uint
{
    /// <summary><c>MACVLAN_MODE_PRIVATE</c>: nothing.</summary>
    Private = 1,

    /// <summary><c>MACVLAN_MODE_VEPA</c>: what the switch outside sends back.</summary>
    Vepa = 2,

    /// <summary><c>MACVLAN_MODE_BRIDGE</c>: everything, without leaving the host.</summary>
    Bridge = 4,

    /// <summary><c>MACVLAN_MODE_PASSTHRU</c>: there is only one, with the link's own address.</summary>
    Passthru = 8,
}

/// <summary>Options of a macvlan.</summary>
public sealed record MacvlanOptions(MacvlanMode Mode) : LinkOptions
{
    internal static MacvlanOptions? Read(AttributeView<LinkInfoAttribute> data)
    {
        foreach (AttributeView<MacvlanAttribute> attribute in data.Nested<MacvlanAttribute>())
        {
            if (attribute.Type == MacvlanAttribute.Mode)
                return new(attribute.As<MacvlanMode>());
        }

        return null;
    }

    internal override void Write(Scope<LinkInfoAttribute> info)
    {
        using Scope<MacvlanAttribute> data = info.Nest<MacvlanAttribute>(LinkInfoAttribute.Data);
        data.Put(MacvlanAttribute.Mode, Mode);
    }
}
