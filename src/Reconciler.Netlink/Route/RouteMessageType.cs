using System.Diagnostics.CodeAnalysis;

namespace Reconciler.Netlink.Route;

/// <summary><c>RTM_*</c> of linux/rtnetlink.h: the message types of <see cref="NetlinkProtocol.Route"/>.</summary>
[SuppressMessage("Naming", "CA1008", Justification = "There is no message of type 0.")]
public enum RouteMessageType : ushort
{
    /// <summary><c>RTM_NEWLINK</c></summary>
    NewLink = 16,

    /// <summary><c>RTM_DELLINK</c></summary>
    DeleteLink = 17,

    /// <summary><c>RTM_GETLINK</c></summary>
    GetLink = 18,

    /// <summary><c>RTM_NEWADDR</c></summary>
    NewAddress = 20,

    /// <summary><c>RTM_DELADDR</c></summary>
    DeleteAddress = 21,

    /// <summary><c>RTM_GETADDR</c></summary>
    GetAddress = 22,

    /// <summary><c>RTM_NEWROUTE</c></summary>
    NewRoute = 24,

    /// <summary><c>RTM_DELROUTE</c></summary>
    DeleteRoute = 25,

    /// <summary><c>RTM_GETROUTE</c></summary>
    GetRoute = 26,

    /// <summary><c>RTM_NEWNEIGH</c></summary>
    NewNeighbour = 28,

    /// <summary><c>RTM_DELNEIGH</c></summary>
    DeleteNeighbour = 29,

    /// <summary><c>RTM_GETNEIGH</c></summary>
    GetNeighbour = 30,

    /// <summary><c>RTM_NEWQDISC</c></summary>
    NewQdisc = 36,

    /// <summary><c>RTM_DELQDISC</c></summary>
    DeleteQdisc = 37,

    /// <summary><c>RTM_GETQDISC</c></summary>
    GetQdisc = 38,

    /// <summary><c>RTM_NEWNSID</c></summary>
    NewNamespaceId = 88,

    /// <summary><c>RTM_DELNSID</c></summary>
    DeleteNamespaceId = 89,

    /// <summary><c>RTM_GETNSID</c></summary>
    GetNamespaceId = 90,
}
