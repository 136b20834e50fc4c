using Reconciler.Core.Planning;

namespace Reconciler.Core.Resources;

/// <summary>A link's steps as <c>ip link</c> and <c>bridge link</c> command lines.</summary>
internal static class LinkCommands
{
    // Fields that 'ip link set NAME type KIND' changes.
    private static readonly string[] OptionFields = ["mode", "local", "vxlan-learning"];

    private static readonly (string Name, Func<BridgePort, bool?> Value)[] PortFields =
    [
        ("hairpin", p => p.Hairpin),
        ("isolated", p => p.Isolated),
        ("learning", p => p.Learning),
        ("neigh_suppress", p => p.NeighbourSuppression),
    ];

    public static IEnumerable<string> Of(Step step)
    {
        Link link = (Link)step.Subject;
        return step.Verb switch
        {
            Verb.Create => Create(link),
            Verb.Update when step.Change is not Change.Update => Name(link),
            Verb.Update => Set(link, step.Change),
            Verb.Activate => Activate(step, link),
            _ => [Command.Ip(link.Namespace, $"link del {link.Name}")],
        };
    }

    private static IEnumerable<string> Create(Link link)
    {
        bool isBridge = link.Type is LinkType.Bridge;
        string type = link.Type is LinkType.Veth { Peer: VethPeer peer } ? $"veth peer name {peer.Name}{Peer(peer)}" : $"{link.Type.Name}{link.Type.Options}";
        yield return Command.Ip(NamespaceId.Host,
            $"link add {link.BirthName}{Option("link", link.Parent)}{Netns(link.Namespace)}{Option("address", link.Address)}{Option("mtu", isBridge ? null : link.Mtu)}{Option("group", link.Group)} type {type}");
        if (!link.Namespace.IsHost)
            yield break;
        if (isBridge && link.Mtu is not null)
            yield return Command.Ip(link.Namespace, $"link set {link.Name}{Option("mtu", link.Mtu)}");
        foreach (string command in Attributes(link, _ => true))
            yield return command;
        if (link.Master is not null)
            yield return Command.Ip(link.Namespace, $"link set {link.Name} master {link.Master}{(link.Type is LinkType.Veth ? " up" : "")}");
        if (link.Port is not null)
            yield return PortOptions(link, _ => true);
    }

    private static string Peer(VethPeer peer) =>
        $"{Option("address", peer.Address)}{Option("mtu", peer.Mtu)}{Netns(peer.Namespace)}";

    private static string Netns(NamespaceId where) => where.IsHost ? "" : $" netns {Command.Netns(where)}";

    private static IEnumerable<string> Set(Link link, Change change)
    {
        Func<string, bool> changed = Changed(change);
        foreach ((string field, object? value) in new (string, object?)[]
            { ("address", link.Address), ("mtu", link.Mtu), ("group", link.Group), ("master", link.Master) })
        {
            if (changed(field))
                yield return Command.Ip(link.Namespace, $"link set {link.Name}{Option(field, value)}");
        }
        if (OptionFields.Any(changed))
            yield return Command.Ip(link.Namespace, $"link set {link.Name} type {link.Type.Name}{link.Type.Options}");
        foreach (string command in Attributes(link, changed))
            yield return command;
        if (PortFields.Any(f => changed(f.Name)))
            yield return PortOptions(link, changed);
    }

    private static IEnumerable<string> Attributes(Link link, Func<string, bool> wanted)
    {
        if (link.Alias is not null && wanted("alias"))
            yield return Command.Ip(link.Namespace, $"link set {link.Name} alias {link.Alias}");
        if (link.LinkLocal is not null && wanted("link-local"))
            yield return Command.Ip(link.Namespace, $"link set {link.Name} addrgenmode {AddrGenMode(link.LinkLocal.Value)}");
    }

    private static IEnumerable<string> Activate(Step step, Link link)
    {
        if (link.Type is LinkType.Veth { Peer: VethPeer peer } && step.Namespace == peer.Namespace)
            return InContainer(peer.ToLink(), LinkKind.PeerPrefix, step.Change);
        return link.Namespace.IsHost || step.Change is not Change.Update
            ? [Command.Ip(link.Namespace, $"link set {link.Name} {UpOrDown(link.Up)}")]
            : InContainer(link, "", step.Change);
    }

    private static IEnumerable<string> Name(Link link) =>
        [Command.Ip(link.Namespace, $"link set {link.BirthName} name {link.Name}"), .. Attributes(link, _ => true)];

    private static IEnumerable<string> InContainer(Link end, string prefix, Change change)
    {
        Func<string, bool> changed = Changed(change);
        Func<string, bool> altered = change is Change.Update ? changed : _ => false;
        return
        [
            .. OptionFields.Any(f => altered(prefix + f)) ? [Command.Ip(end.Namespace, $"link set {end.Name} type {end.Type.Name}{end.Type.Options}")] : Nothing,
            .. altered(prefix + "address") ? [Command.Ip(end.Namespace, $"link set {end.Name}{Option("address", end.Address)}")] : Nothing,
            .. altered(prefix + "mtu") ? [Command.Ip(end.Namespace, $"link set {end.Name}{Option("mtu", end.Mtu)}")] : Nothing,
            .. altered(prefix + "group") ? [Command.Ip(end.Namespace, $"link set {end.Name}{Option("group", end.Group)}")] : Nothing,
            .. Attributes(end, field => changed(prefix + field)),
            .. changed(prefix + "up") ? [Command.Ip(end.Namespace, $"link set {end.Name} {UpOrDown(end.Up)}")] : Nothing,
        ];
    }

    private static IEnumerable<string> Nothing => [];

    private static string PortOptions(Link link, Func<string, bool> wanted) => Command.In(link.Namespace,
        $"bridge link set dev {link.Name}{string.Concat(PortFields.Where(f => wanted(f.Name)).Select(f => OnOff(f.Name, f.Value(link.Port!))))}");

    private static string OnOff(string option, bool? on) => on is null ? "" : $" {option} {(on.Value ? "on" : "off")}";

    private static Func<string, bool> Changed(Change change) =>
        change is Change.Update update ? field => update.Fields.Any(f => f.Field == field) : _ => true;

    private static string Option(string name, object? value) => value is null ? "" : $" {name} {value}";

    private static string UpOrDown(bool up) => up ? "up" : "down";

    private static string AddrGenMode(LinkLocal mode) => mode switch
    {
        LinkLocal.None => "none",
        LinkLocal.StablePrivacy => "stable_secret",
        LinkLocal.Random => "random",
        _ => "eui64",
    };
}
