using System.Globalization;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>What a rule does with the packets that it is about.</summary>
public enum FilterVerdict
{
    /// <summary>Nothing that decides, as a counter does.</summary>
    None,
    Accept,

    /// <summary>Drops or rejects them.</summary>
    Drop,
    Jump,
    Goto,
    Return,
}

/// <summary>A rule of somebody else's, as far as it is about interfaces.</summary>
/// <param name="Input">The name of the interface by which packets come, or its beginning and <c>*</c>; <c>null</c>: any.</param>
/// <param name="Output">That by which they leave.</param>
/// <param name="AsksMore">Whether it asks for anything else: then nobody can tell whether it is about a packet.</param>
/// <param name="Chain">Where a jump or goto leads.</param>
public sealed record FilterRule(string? Input, string? Output, bool AsksMore, FilterVerdict Verdict, string? Chain = null)
{
    /// <summary>Whether it is only about connections whose destination was translated, as firewalld's first rules are.</summary>
    public bool OfTranslated { get; init; }
}

/// <summary>A packet, as far as it is known.</summary>
/// <param name="Input">The interface by which it comes; <c>null</c>: not known.</param>
/// <param name="Output">The interface by which it leaves; <c>null</c>: not known.</param>
/// <param name="IsTranslated">Whether its destination was translated.</param>
internal readonly record struct FilteredPacket(string? Input = null, string? Output = null, bool IsTranslated = false);

/// <summary>Where the kernel calls a chain.</summary>
/// <param name="Hook">As nft names it, such as <c>forward</c>.</param>
/// <param name="Drops">Whether its policy is to drop.</param>
public sealed record FilterBase(string Hook, int Priority, bool Drops);

/// <summary>A chain of somebody else's that filters packets.</summary>
/// <param name="Family">As nft names it: <c>ip</c>, <c>ip6</c>, <c>inet</c>, <c>bridge</c> or <c>netdev</c>.</param>
/// <param name="Base"><c>null</c>: it is one that others jump to.</param>
public sealed record FilterChain(string Family, string Table, string Name, FilterBase? Base, ValueList<FilterRule> Rules)
{
    public override string ToString() => $"{Family} {Table} {Name}";

    /// <summary>Whether packets of an address family come by.</summary>
    public bool Sees(IpFamily family) => Family switch { "ip" => family == IpFamily.IPv4, "ip6" => family == IpFamily.IPv6, "arp" => false, _ => true };

    /// <summary>Why packets that no rule of it decides about are dropped, as in <c>policy drop, hook forward, priority 0</c>.</summary>
    internal string Reason => string.Create(CultureInfo.InvariantCulture, $"{(Base!.Drops ? "policy drop" : "a rule that drops all")}, hook {Base.Hook}, priority {Base.Priority}");
}
