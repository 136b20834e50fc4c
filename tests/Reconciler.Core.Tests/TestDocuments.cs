using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Tests;

/// <summary>Documents for tests, without files.</summary>
internal static class TestDocuments
{
    public static DocumentSet Set(
        IEnumerable<Document<NetworkSpec>> networks, IEnumerable<Document<ContainerAttachmentSpec>>? attachments = null) =>
        new(networks.ToValueList(), (attachments ?? []).ToValueList());

    public static Document<NetworkSpec> Network(string name, params string[] subnets) =>
        Network(name, new NetworkSpec { Mode = NetworkMode.Bridge, Subnets = subnets.Select(Subnet).ToValueList() });

    public static Document<NetworkSpec> Network(string name, NetworkSpec spec) =>
        new(new("Network", name), new(name, []), spec, new FixedSource($"{name}.yaml"));

    public static Document<NodeSpec> Node(string name, string address) =>
        new(new("Node", name), new(name, []), new NodeSpec { Address = IpAddress.Parse(address) }, new FixedSource($"{name}.yaml"));

    public static Document<FirewallPolicySpec> Policy(string name, FirewallPolicySpec spec) =>
        new(new("FirewallPolicy", name), new(name, []), spec, new FixedSource($"{name}.yaml"));

    public static SubnetSpec Subnet(string cidr) => new() { Cidr = IpPrefix.Parse(cidr) };

    public static Document<ContainerAttachmentSpec> Attachment(
        string name, string network, string? container = null, Func<ContainerAttachmentSpec, ContainerAttachmentSpec>? more = null)
    {
        ContainerAttachmentSpec spec = new() { Container = new ContainerSpec.Netns(container ?? name), Network = network };
        return new(new("ContainerAttachment", name), new(name, []), more is null ? spec : more(spec), new FixedSource($"{name}.yaml"));
    }

    /// <summary>Every value stands at the start of the file.</summary>
    private sealed class FixedSource(string file) : SourceMap
    {
        public override SourceLocation Locate(string path) => new(file, 1, 1);
    }
}
