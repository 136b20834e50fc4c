using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Naming;

/// <summary>Finds the zones of documents.</summary>
public static class Zones
{
    /// <summary>Those of networks, with attachments whose addresses are known.</summary>
    public static ValueList<Zone> Of(
        IEnumerable<Document<NetworkSpec>> networks, IEnumerable<(Document<ContainerAttachmentSpec> Document, ValueList<IpAddress> Addresses)> attachments)
    {
        ILookup<string, NamedHost> hosts = attachments.ToLookup(a => a.Document.Spec.Network, a => NamedHost.Of(a.Document, a.Addresses));
        return networks.Select(n => Zone.Of(n, hosts[n.Name].ToValueList())).OfType<Zone>().ToValueList();
    }

    /// <summary>
    /// Those that a host serves: its own attachments as far as they are there, and those of other nodes. What is left alone at the moment
    /// keeps the names that it had.
    /// </summary>
    /// <param name="here">What concerns the host.</param>
    /// <param name="wanted">What was compiled of it.</param>
    /// <param name="earlier">What the host has served until now.</param>
    public static ValueList<Zone> Of(DocumentSet here, ValueList<Desired> wanted, ValueList<Zone> earlier)
    {
        ILookup<DocumentId?, IpAddress> addresses = wanted
            .Where(d => d.Resource is Address { Id.Namespace.IsHost: false })
            .ToLookup(d => d.Origin?.Document, d => ((Address)d.Resource).Prefix.Address);
        AddressPins pins = new(here);
        ILookup<string, NamedHost> known = earlier.SelectMany(z => z.Hosts).ToLookup(h => h.Attachment);
        HashSet<string> networksLeftAlone = [.. here.NetworksLeftAlone.Select(n => n.Name)];
        HashSet<string> spanning = [.. here.Networks.Where(n => n.Spec.SpansNodes).Select(n => n.Name)];
        return
        [
            .. Of(here.Networks.Where(n => !networksLeftAlone.Contains(n.Name)),
            [
                .. here.Attachments.Select(a => (a, addresses[a.Id].ToValueList())),
                .. here.LeftAlone.SelectMany(a => known[a.Name], (a, host) => (a, host.Addresses)),
                .. here.Peers.SelectMany(p => p.Attachments).Where(a => spanning.Contains(a.Spec.Network)).Select(a => (a, Known(a, pins))),
            ]),
            .. earlier.Where(z => networksLeftAlone.Contains(z.Network)),
        ];
    }

    private static ValueList<IpAddress> Known(Document<ContainerAttachmentSpec> attachment, AddressPins pins) =>
        attachment.Spec.Addresses.Concat(pins.Of(attachment.Name)).Distinct().ToValueList();
}
