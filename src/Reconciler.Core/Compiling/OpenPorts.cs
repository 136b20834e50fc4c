using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>
/// Ports of a container that are reached by its own address. Several entries may open the same ones, as two ports of the host may lead
/// to one of the container: open is what one of them opens, and the kernel takes no elements that overlap.
/// </summary>
/// <param name="From">Disjoint prefixes; <c>null</c>: everybody.</param>
/// <param name="Entry">The position of the first entry that opens them.</param>
internal sealed record OpenPorts(TransportProtocol Protocol, PortRange Ports, ValueList<IpPrefix>? From, int Entry)
{
    /// <summary>Disjoint ports, for all entries together, as far as they are of a family.</summary>
    public static IEnumerable<OpenPorts> Of(ValueList<PortSpec> entries, IpFamily family) => Of(entries, family, SourcesOf);

    /// <summary>The same, whoever may use them.</summary>
    public static IEnumerable<OpenPorts> Whoever(ValueList<PortSpec> entries, IpFamily family) => Of(entries, family, (_, _) => null);

    private static IEnumerable<OpenPorts> Of(ValueList<PortSpec> entries, IpFamily family, Func<PortSpec, IpFamily, ValueList<IpPrefix>?> sources)
    {
        List<OpenPorts> all = new(entries.Count);
        for (int i = 0; i < entries.Count; i++)
        {
            PortSpec port = entries[i];
            if (port.Address is not IpAddress on || on.Family == family)
                all.Add(new(port.Protocol, port.Container, sources(port, family), i));
        }
        return all.Count < 2 ? all : all.GroupBy(open => open.Protocol).SelectMany(Disjoint);
    }

    private static ValueList<IpPrefix>? SourcesOf(PortSpec port, IpFamily family) =>
        port.AllowFrom is ValueList<IpPrefix> sources ? Union(sources.Where(s => s.Family == family)) : null;

    // Between two places where an entry begins or ends, all ports are opened by the same entries.
    private static IEnumerable<OpenPorts> Disjoint(IEnumerable<OpenPorts> overlapping)
    {
        OpenPorts[] all = [.. overlapping];
        int[] borders = [.. all.SelectMany(o => new[] { (int)o.Ports.First, o.Ports.Last + 1 }).Distinct().Order()];
        OpenPorts? last = null;
        for (int i = 0; i + 1 < borders.Length; i++)
        {
            PortRange ports = new((ushort)borders[i], (ushort)(borders[i + 1] - 1));
            OpenPorts[] here = [.. all.Where(o => o.Ports.Overlaps(ports))];
            OpenPorts? next = here.Length == 0 ? null : here[0] with { Ports = ports, From = Together(here) };
            if (next is not null && last is not null && next with { Ports = last.Ports } == last)
            {
                last = last with { Ports = last.Ports with { Last = ports.Last } };
                continue;
            }
            if (last is not null)
                yield return last;
            last = next;
        }
        if (last is not null)
            yield return last;
    }

    private static ValueList<IpPrefix>? Together(OpenPorts[] entries) =>
        entries.Any(e => e.From is null) ? null : Union(entries.SelectMany(e => e.From!.Value));

    // Of two prefixes that overlap, one lies in the other.
    private static ValueList<IpPrefix> Union(IEnumerable<IpPrefix> prefixes)
    {
        List<IpPrefix> disjoint = [];
        foreach (IpPrefix next in prefixes.Order())
        {
            if (disjoint.Count == 0 || !disjoint[^1].Contains(next))
                disjoint.Add(next);
        }
        return disjoint.ToValueList();
    }
}
