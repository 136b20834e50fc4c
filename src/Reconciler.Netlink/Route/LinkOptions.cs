using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Route;

/// <summary><c>IFLA_INFO_DATA</c>: the options that a kind of link adds.</summary>
public abstract record LinkOptions
{
    /// <summary>Reads those of the kinds that are known; <c>null</c> for others.</summary>
    internal static LinkOptions? Read(string? kind, AttributeView<LinkInfoAttribute> data) => kind switch
    {
        LinkKindData.Bridge => BridgeOptions.Read(data),
        LinkKindData.Macvlan => MacvlanOptions.Read(data),
        LinkKindData.Vlan => VlanOptions.Read(data),
        LinkKindData.Vxlan => VxlanOptions.Read(data),
        _ => null,
    };

    internal abstract void Write(Scope<LinkInfoAttribute> info);
}
