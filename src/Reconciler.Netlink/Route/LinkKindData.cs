using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Route;

/// <summary><c>IFLA_LINKINFO</c>: what a link's kind, and the kind of its master, add to it.</summary>
internal static class LinkKindData
{
    public const string Bridge = "bridge";
    public const string Macvlan = "macvlan";
    public const string Veth = "veth";
    public const string Vlan = "vlan";
    public const string Vxlan = "vxlan";

    public static void Write(Scope<LinkAttribute> link, LinkMessage message)
    {
        if (message.Kind is null && message.Port is null)
            return;
        using Scope<LinkInfoAttribute> info = link.Nest<LinkInfoAttribute>(LinkAttribute.LinkInfo);
        if (message.Kind is not null)
            info.PutString(LinkInfoAttribute.Kind, message.Kind);
        if (message.Peer is not null)
            WritePeer(info, message.Peer);
        message.Options?.Write(info);
        message.Port?.Write(info);
    }

    /// <summary>What the attribute says: the link's kind, the options of it, and those of a bridge's port.</summary>
    public static (string? Kind, LinkOptions? Options, BridgePortOptions? Port) Read(AttributeView<LinkAttribute> linkInfo)
    {
        string? kind = null;
        string? portKind = null;
        LinkOptions? options = null;
        BridgePortOptions? port = null;
        foreach (AttributeView<LinkInfoAttribute> attribute in linkInfo.Nested<LinkInfoAttribute>())
        {
            switch (attribute.Type)
            {
                case LinkInfoAttribute.Kind:
                    kind = attribute.Text;
                    break;
                case LinkInfoAttribute.Data:
                    options = LinkOptions.Read(kind, attribute);
                    break;
                case LinkInfoAttribute.PortKind:
                    portKind = attribute.Text;
                    break;
                case LinkInfoAttribute.PortData when portKind == Bridge:
                    port = BridgePortOptions.Read(attribute);
                    break;
            }
        }

        return (kind, options, port);
    }

    private static void WritePeer(Scope<LinkInfoAttribute> info, LinkMessage peer)
    {
        using Scope<VethAttribute> data = info.Nest<VethAttribute>(LinkInfoAttribute.Data);
        using Scope<LinkAttribute> end = data.Nest<LinkAttribute>(VethAttribute.Peer);
        peer.WriteTo(end);
    }
}
