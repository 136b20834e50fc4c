using Reconciler.Core.Planning;

namespace Reconciler.Core.Resources;

/// <summary>Where each kind's steps stand within their stage, in one place, so that the order can be read at a glance.</summary>
internal static class StepRank
{
    // Stage.Remove: what stands on something goes before it.
    private const int RemoveRoute = 0;
    private const int RemoveAddress = 1;
    private const int RemoveLink = 2;
    private const int RemoveNamespace = 3;
    public const int RemovePolicy = 4;

    // Stage.Ruleset: nf_tables refuses to remove what is referred to (EBUSY), and to refer to what does not exist (ENOENT).
    public const int RemoveElement = 0;
    public const int FlushChain = 1;
    public const int RemoveChain = 2;
    public const int RemoveSet = 3;
    public const int RemoveTable = 4;
    public const int CreateTable = 5;
    public const int CreateSet = 6;
    public const int CreateChain = 7;
    public const int CreateElement = 8;
    public const int FillChain = 9;

    // Stage.CreateLinks: a port names its bridge, a macvlan its parent.
    public const int CreateCarrier = 0;
    public const int CreateLink = 1;
    public const int NameLink = 2;

    // Stage.Containers and Stage.Host: what is sent by a link that comes up can be encrypted already, an address can be used once the link
    // is up, a route needs the address.
    public const int Sysctl = 0;
    public const int Forwarding = 1;
    public const int Loopback = 2;
    public const int ReplaceState = 3;
    public const int AddState = 4;
    public const int AddPolicy = 5;
    public const int Activate = 6;
    private const int AddAddress = 7;
    private const int AddRoute = 8;
    private const int AddNeighbour = 9;
    private const int AddForwardingEntry = 10;
    private const int AddQdisc = 11;
    public const int RemoveState = 12;

    public static int Namespace(Verb verb) => verb == Verb.Delete ? RemoveNamespace : 0;

    public static int Link(bool carriesOthers) => carriesOthers ? CreateCarrier : CreateLink;

    public static int LinkRemoval(bool carriesOthers) => carriesOthers ? RemoveLink + 1 : RemoveLink;

    public static int Address(Verb verb) => verb == Verb.Delete ? RemoveAddress : AddAddress;

    public static int Neighbour(Verb verb) => verb == Verb.Delete ? RemoveRoute : AddNeighbour;

    public static int ForwardingEntry(Verb verb) => verb == Verb.Delete ? RemoveRoute : AddForwardingEntry;

    public static int Qdisc(Verb verb) => verb == Verb.Delete ? RemoveRoute : AddQdisc;

    public static int Route(Verb verb) => verb == Verb.Delete ? RemoveRoute : AddRoute;
}
