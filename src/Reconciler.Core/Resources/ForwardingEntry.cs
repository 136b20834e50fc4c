using System.Globalization;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>
/// A static forwarding entry of a VXLAN device (<c>struct ndmsg</c> of the family <c>AF_BRIDGE</c>): behind which node a MAC address
/// is, or in the bridge's own table, that it is behind the device.
/// </summary>
/// <param name="Link">The VXLAN device.</param>
/// <param name="Mac">00:00:00:00:00:00: everybody, one entry for each node.</param>
/// <param name="Destination">The node's address; <c>null</c>: the entry of the bridge's table.</param>
public sealed record ForwardingEntry(NamespaceId Namespace, string Link, MacAddress Mac, IpAddress? Destination) : Resource
{
    /// <summary><c>NDA_PORT</c>, where it is not the device's own; never wanted.</summary>
    public int? Port { get; init; }

    /// <summary><c>NDA_VNI</c>, where it is not the device's own; never wanted.</summary>
    public uint? Vni { get; init; }

    // A MAC address is behind one node, and may come to be behind another; everybody is behind all.
    protected override ResourceId Identity => new("fdb", Namespace, IsOfOne ? $"{Link}/{Mac}" : $"{Link}/{Mac} {Target}");

    public override string Detail => IsOfOne ? Target : "";

    public override ResourceKind Kind => ForwardingEntryKind.Instance;

    public override IEnumerable<ResourceId> DependsOn => VanishesWith;

    public override IEnumerable<ResourceId> VanishesWith => [Resources.Link.IdOf(Namespace, Link)];

    /// <summary>As bridge(8) writes it.</summary>
    internal string Target => Destination is null ? "master" : $"dst {Destination}{Option("port", Port)}{Option("vni", Vni)}";

    private bool IsOfOne => Destination is not null && Mac.Bits != 0;

    private static string Option<T>(string name, T? value)
        where T : struct, IFormattable => value is null ? "" : $" {name} {value.Value.ToString(null, CultureInfo.InvariantCulture)}";
}

/// <summary>
/// Rules for <see cref="ForwardingEntry"/>. What goes for good leads to nobody any more: who is behind another node now is found there by
/// a change in place.
/// </summary>
public sealed class ForwardingEntryKind : ResourceKind<ForwardingEntry>
{
    public static ForwardingEntryKind Instance { get; } = new();

    public override string Name => "fdb";

    public override Impact RemovalImpact => Impact.Hitless;

    public override bool IsLeaf => true;

    protected override ValueList<Field<ForwardingEntry>> Fields { get; } = [Compared("target", e => e.Target)];

    public override IEnumerable<Step> Steps(Change change) => PresenceSteps.Of(change, StepRank.ForwardingEntry);

    public override IEnumerable<string> Commands(Step step)
    {
        ForwardingEntry entry = (ForwardingEntry)step.Subject;
        string verb = step.Verb switch
        {
            Verb.Delete => "del",
            Verb.Update => "replace",
            _ => entry.Mac.Bits == 0 ? "append" : "add",
        };
        string state = step.Verb == Verb.Delete ? "" : entry.Destination is null ? " static" : " self permanent";
        return [Command.In(entry.Namespace, $"bridge fdb {verb} {entry.Mac} dev {entry.Link} {entry.Target}{state}")];
    }
}
