using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>A setting below <c>/proc/sys</c> of a namespace. It has no owner: it is set when wanted and never set back.</summary>
/// <param name="Key">With dots between the parts; a dot inside of a part (in an interface's name) is written as '/', as sysctl(8) does.</param>
/// <param name="Value">As the file shows it, with one space between several.</param>
public sealed record Sysctl(NamespaceId Namespace, string Key, string Value) : Resource
{
    public const string IPv4Forwarding = "net.ipv4.ip_forward";

    public const string IPv6Forwarding = "net.ipv6.conf.all.forwarding";

    /// <summary>The link that the setting is of; it comes and goes with it.</summary>
    public string? Link { get; init; }

    /// <summary>A setting of one interface, such as <c>net.ipv4.conf.br-web.route_localnet</c>.</summary>
    public static Sysctl OfLink(NamespaceId where, string family, string link, string setting, string value) =>
        new(where, $"net.{family}.conf.{link.Replace('.', '/')}.{setting}", value) { Link = link };

    /// <summary>A setting by its key; one of an interface comes and goes with the link.</summary>
    public static Sysctl Parse(NamespaceId where, string key, string value)
    {
        string[] parts = key.Split('.');
        bool isOfLink = parts is ["net", "ipv4" or "ipv6" or "mpls", "conf" or "neigh", not ("all" or "default" or "lo"), ..];
        return new(where, key, Normalize(value)) { Link = isOfLink ? parts[3].Replace('/', '.') : null };
    }

    /// <summary>Several values in one file, which the kernel separates by tabs and people by spaces.</summary>
    public static string Normalize(string value) => string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    protected override ResourceId Identity => new("sysctl", Namespace, Key);

    public override ResourceKind Kind => SysctlKind.Instance;

    public override string Detail => $"= {Value}";

    public override IEnumerable<ResourceId> DependsOn => VanishesWith;

    public override IEnumerable<ResourceId> VanishesWith => Link is null ? [] : [Resources.Link.IdOf(Namespace, Link)];

    /// <summary>Whether it makes the host a router, which changes what other settings mean and so comes after them.</summary>
    public bool EnablesForwarding => Key is IPv4Forwarding or IPv6Forwarding;

    /// <summary>The file of the setting.</summary>
    public string Path => "/proc/sys/" + string.Join('/', Key.Split('.').Select(part => part.Replace('/', '.')));
}

/// <summary>Rules for <see cref="Sysctl"/>.</summary>
public sealed class SysctlKind : ResourceKind<Sysctl>
{
    public static SysctlKind Instance { get; } = new();

    public override string Name => "sysctl";

    public override Impact RemovalImpact => Impact.Hitless;

    public override bool IsLeaf => true;

    protected override ValueList<Field<Sysctl>> Fields { get; } = [Compared("value", s => s.Value)];

    public override IEnumerable<Step> Steps(Change change) => PresenceSteps.Of(change, _ => ((Sysctl)change.Subject).EnablesForwarding ? StepRank.Forwarding : StepRank.Sysctl);

    public override IEnumerable<string> Commands(Step step)
    {
        Sysctl sysctl = (Sysctl)step.Subject;
        return [Command.In(sysctl.Namespace, $"sysctl -w {(sysctl.Value.Contains(' ') ? $"'{sysctl.Key}={sysctl.Value}'" : $"{sysctl.Key}={sysctl.Value}")}")];
    }
}
