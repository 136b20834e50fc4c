using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Tests.Rendering;

/// <summary>Plans for rendering, made from documents and states without files and without a kernel.</summary>
internal static class Plans
{
    public static DocumentSet Quickstart { get; } = new(
        [new(new("Network", "web"), new("web", []), new() { Mode = NetworkMode.Bridge, Subnets = [Subnet("10.20.0.0/24")] }, new Numbered(4))],
        [
            Attachment("web-1", 12, s => s with { Addresses = [IpAddress.Parse("10.20.0.10")], Ports = [Port(8080, 80)] }),
            Attachment("web-2", 23, s => s),
        ]);

    /// <summary>The quickstart on a host that has nothing of it.</summary>
    public static Plan Creation { get; } = PlanFor(Quickstart, Snapshot.Empty);

    /// <summary>The quickstart when it is there already.</summary>
    public static Plan InSync { get; } = PlanFor(Quickstart, Simulation.Run(Snapshot.Empty, Creation));

    /// <summary>The quickstart's end: no document wants any of it.</summary>
    public static Plan Destruction { get; } = PlanFor(DocumentSet.Empty, Simulation.Run(Snapshot.Empty, Creation));

    /// <summary>The quickstart with a port that leads elsewhere, an attachment less, and one whose container is not there.</summary>
    public static DocumentSet Changed { get; } = Quickstart with
    {
        Attachments =
        [
            Attachment("web-1", 12, s => s with { Addresses = [IpAddress.Parse("10.20.0.10")], Ports = [Port(8080, 8000)] }),
            Attachment("web-3", 34, s => s with { Container = new ContainerSpec.Process(812) }),
        ],
    };

    /// <summary>One of everything: <see cref="Changed"/>, while a field was changed by hand and a container's interface lost.</summary>
    public static Plan Mixed()
    {
        Snapshot applied = Simulation.Run(Snapshot.Empty, Creation);
        Snapshot drifted = new(applied.Resources.Select(o => o.Resource switch
        {
            Link { Name: "br-web" } bridge => o with { Resource = bridge with { Mtu = 1400, Up = false } },
            Link { Name: "veth-web-1" } pair => o with { Resource = pair with { Type = new LinkType.Veth(null) } },
            _ => o,
        }), applied.Namespaces, applied.Generations);
        return PlanFor(Changed, drifted);
    }

    /// <summary>The quickstart with a hundred ports more.</summary>
    public static Plan ManyPorts()
    {
        PortSpec range = new() { Host = new(8000, 8099), Container = new(8000, 8099) };
        DocumentSet more = Quickstart with
        {
            Attachments = [Attachment("web-1", 12, s => s with { Addresses = [IpAddress.Parse("10.20.0.10")], Ports = [range] }), Quickstart.Attachments[1]],
        };
        return PlanFor(more, Simulation.Run(Snapshot.Empty, Creation));
    }

    private static Plan PlanFor(DocumentSet documents, Snapshot observed) =>
        Planner.Plan(Compiler.Compile(documents, "default", observed), observed);

    private static Document<ContainerAttachmentSpec> Attachment(string name, int line, Func<ContainerAttachmentSpec, ContainerAttachmentSpec> more) =>
        new(new("ContainerAttachment", name), new(name, []), more(new() { Container = new ContainerSpec.Netns(name), Network = "web" }), new Numbered(line));

    private static PortSpec Port(ushort host, ushort container) => new() { Host = new(host), Container = new(container) };

    private static SubnetSpec Subnet(string cidr) => new() { Cidr = IpPrefix.Parse(cidr) };

    /// <summary>Each value stands on the document's line plus a number that its path gives.</summary>
    private sealed class Numbered(int start) : SourceMap
    {
        private static readonly string[] Order = ["metadata.name", "spec", "spec.mode", "spec.container", "spec.subnets", "spec.network", "spec.uplink", "spec.addresses", "spec.ports"];

        public override SourceLocation Locate(string path) =>
            new("networks/web.yaml", start + Math.Max(0, Array.FindLastIndex(Order, p => path.StartsWith(p, StringComparison.Ordinal))), 9);
    }
}
