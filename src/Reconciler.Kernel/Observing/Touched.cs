using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Kernel.Watching;

namespace Reconciler.Kernel.Observing;

/// <summary>The parts of a host and its containers that may be others than they were.</summary>
internal sealed class Touched
{
    // A part is read thing by thing, everything is read in a few requests.
    private const int MostContainers = 64;

    /// <summary>Whether it takes longer to read these parts than everything.</summary>
    public bool IsMuch => Containers.Count > MostContainers;

    /// <summary>Containers, each of which is read as a whole: it is small.</summary>
    public HashSet<NamespaceId> Containers { get; } = [];

    /// <summary>Namespaces that documents name and earlier ones did not; they need not exist.</summary>
    public HashSet<NamespaceId> Sought { get; } = [];

    /// <summary>Links of the host by name.</summary>
    public HashSet<string> Links { get; } = [];

    /// <summary>Links of the host by index; what they were called is known from before.</summary>
    public HashSet<int> Indexes { get; } = [];

    /// <summary>Whether addresses and routes of the host may be others.</summary>
    public bool Addresses { get; set; }

    /// <summary>Whether neighbours and forwarding entries of the host may be others.</summary>
    public bool Neighbours { get; set; }

    /// <summary>Whether settings of the host may be others.</summary>
    public bool Settings { get; private set; }

    /// <summary>Namespaces in which the owner's tables may be others.</summary>
    public Dictionary<NamespaceId, TouchedRuleset> Rulesets { get; } = [];

    /// <summary>Whether anything that rtnetlink tells may be another.</summary>
    public bool HasLinks => Links.Count > 0 || Containers.Count > 0 || Addresses || Neighbours;

    /// <summary>Whether there is a setting whose value may be another.</summary>
    public bool HasSettings => Settings || Links.Count > 0 || Containers.Count > 0;

    /// <summary>Whether the value of a setting may be another.</summary>
    public bool Includes(Sysctl setting) => setting.Namespace.IsHost
        ? Settings || setting.Link is string link && Links.Contains(link)
        : Containers.Contains(setting.Namespace);

    /// <summary>Adds what the kernel told of.</summary>
    /// <returns>Whether it is possible to say what that is.</returns>
    public bool TryAdd(KernelNews news) => !news.IsOverrun && news.Events.All(TryAdd);

    /// <summary>Adds what a plan changes.</summary>
    /// <returns>Whether it is possible to say what that is.</returns>
    public bool TryAdd(Plan plan) => plan.Changes.All(c => TryAdd(c.Change.Subject));

    private bool TryAdd(KernelEvent happened)
    {
        if (happened.Scope is EventScope.Ruleset ruleset)
        {
            RulesetOf(happened.Namespace).Add(ruleset);
            return true;
        }
        if (happened.Scope is EventScope.Everything)
            return false;
        if (!happened.Namespace.IsHost)
        {
            Containers.Add(happened.Namespace);
            return true;
        }
        if (happened.Scope is EventScope.Link link)
        {
            Indexes.Add(link.Index);
            if (link.Name.Length > 0)
                Links.Add(link.Name);
        }
        Addresses |= happened.Scope is EventScope.Addresses;
        Neighbours |= happened.Scope is EventScope.Neighbours;
        Settings |= happened.Scope is EventScope.Settings;
        return true;
    }

    private bool TryAdd(Resource changed)
    {
        NamespaceId where = changed.Id.Namespace;
        switch (changed)
        {
            case NftElement element:
                RulesetOf(where).Add(element);
                return true;
            case NftSet set:
                RulesetOf(where).AddFrame(set.Name);
                return true;
            case NftChain:
                RulesetOf(where).AddFrame();
                return true;
            case NftTable:
                RulesetOf(where).AddAll();
                return true;
            case NamedNamespace named:
                Containers.Add(NamespaceId.Named(named.Name));
                return true;
            case Link or Address or Route or Loopback or Qdisc or Sysctl when !where.IsHost:
                Containers.Add(where);
                return true;
            case Link link:
                Links.Add(link.Name);
                if (link.Type is LinkType.Veth { Peer: VethPeer peer })
                    Containers.Add(peer.Namespace);
                return true;
            case Qdisc qdisc:
                Links.Add(qdisc.Link);
                return true;
            case Address or Route or Loopback:
                Addresses = true;
                return true;
            case Neighbour or ForwardingEntry:
                Neighbours = true;
                return true;
            case Sysctl:
                Settings = true;
                return true;
            default:
                return false;
        }
    }

    private TouchedRuleset RulesetOf(NamespaceId where)
    {
        if (!Rulesets.TryGetValue(where, out TouchedRuleset? ruleset))
            Rulesets[where] = ruleset = new();
        return ruleset;
    }
}
