using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>The elements that lead ports of the host to containers, and those that open containers of routed networks.</summary>
internal sealed class PublishedPorts(NftTable table, Wishes wishes)
{
    /// <summary>Publishes all ports of a container, in every family of its addresses.</summary>
    public void Publish(AttachedNetwork network, AttachedContainer container)
    {
        ValueList<PortSpec> entries = container.Document.Spec.Ports;
        Origin[] origins = OriginsOf(container);
        foreach (IpPrefix prefix in container.Addresses)
        {
            if (network.Spec.Uplink.For(prefix.Family) == Uplink.Routed)
                Open(entries, prefix.Address, origins);
            else
            {
                Translate(entries, prefix.Address, origins);
                Count(entries, prefix.Address, origins);
            }
        }
    }

    private static Origin[] OriginsOf(AttachedContainer container)
    {
        Origin[] origins = new Origin[container.Document.Spec.Ports.Count];
        for (int i = 0; i < origins.Length; i++)
            origins[i] = container.From($"spec.ports[{i}]");
        return origins;
    }

    // Two ports of the host may lead to one of the container, which is counted once.
    private void Count(ValueList<PortSpec> entries, IpAddress address, Origin[] origins)
    {
        foreach (OpenPorts ports in OpenPorts.Whoever(entries, address.Family))
        {
            ValueList<NftValue> service = [Single(address), new NftValue.Protocol(ports.Protocol), ValueOf(ports.Ports)];
            Put(TrafficFrame.Received(address.Family), service, [], origins[ports.Entry]);
            Put(TrafficFrame.Sent(address.Family), service, [], origins[ports.Entry]);
        }
    }

    private void Open(ValueList<PortSpec> entries, IpAddress address, Origin[] origins)
    {
        foreach (OpenPorts ports in OpenPorts.Of(entries, address.Family))
        {
            Origin origin = origins[ports.Entry];
            ValueList<NftValue> service = [Single(address), new NftValue.Protocol(ports.Protocol), ValueOf(ports.Ports)];
            if (ports.From is not ValueList<IpPrefix> sources)
                Put(PortFrame.Services(address.Family), service, [], origin);
            else
                PutForEach(sources, PortFrame.ServicesFrom(address.Family), service, origin);
        }
    }

    private void Translate(ValueList<PortSpec> entries, IpAddress address, Origin[] origins)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            PortSpec port = entries[i];
            if (port.Address is not null && port.Address.Value.Family != address.Family)
                continue;
            if (port.AllowFrom is ValueList<IpPrefix> sources)
                KeepOut(port, address.Family, sources, origins[i]);
            if (port.Host == port.Container && port.Host.Count > 1)
                LeadRange(port, address, origins[i]);
            else
                LeadEach(port, address, origins[i]);
        }
    }

    private void KeepOut(PortSpec port, IpFamily family, ValueList<IpPrefix> sources, Origin origin)
    {
        IpPrefix on = port.Address is { IsUnspecified: false } one ? IpPrefix.Single(one) : IpPrefix.Default(family);
        ValueList<NftValue> service = [new NftValue.Prefix(on), new NftValue.Protocol(port.Protocol), ValueOf(port.Host)];
        Put(PortFrame.Guarded(family), service, [], origin);
        PutForEach(sources.Where(s => s.Family == family), PortFrame.Admitted(family), service, origin);
    }

    private void LeadRange(PortSpec port, IpAddress container, Origin origin)
    {
        ValueList<NftValue> service = [new NftValue.Protocol(port.Protocol), ValueOf(port.Host)];
        if (port.Address is { IsUnspecified: false } address)
            Put(PortFrame.RangesOn(container.Family), [Single(address), .. service], [new NftValue.Address(container)], origin);
        else
            Put(PortFrame.Ranges(container.Family), service, [new NftValue.Address(container)], origin);
    }

    private void LeadEach(PortSpec port, IpAddress container, Origin origin)
    {
        for (int offset = 0; offset < port.Host.Count; offset++)
        {
            ValueList<NftValue> service = [new NftValue.Protocol(port.Protocol), new NftValue.Port((ushort)(port.Host.First + offset))];
            ValueList<NftValue> to = [new NftValue.Address(container), new NftValue.Port((ushort)(port.Container.First + offset))];
            if (port.Address is { IsUnspecified: false } address)
                Put(PortFrame.PublishedOn(container.Family), [new NftValue.Address(address), .. service], to, origin);
            else
                Put(PortFrame.Published(container.Family), service, to, origin);
        }
    }

    private void PutForEach(IEnumerable<IpPrefix> sources, string set, ValueList<NftValue> service, Origin origin)
    {
        foreach (IpPrefix source in sources)
            Put(set, [new NftValue.Prefix(source), .. service], [], origin);
    }

    private void Put(string set, ValueList<NftValue> key, ValueList<NftValue> data, Origin origin) =>
        wishes.Want(new NftElement(table, set, key) { Data = data }, origin);

    private static NftValue.Prefix Single(IpAddress address) => new(IpPrefix.Single(address));

    private static NftValue ValueOf(PortRange ports) =>
        ports.Count == 1 ? new NftValue.Port(ports.First) : new NftValue.Range(new NftValue.Port(ports.First), new NftValue.Port(ports.Last));
}
