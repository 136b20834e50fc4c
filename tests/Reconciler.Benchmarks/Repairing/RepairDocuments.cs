using System.Globalization;
using System.Text;
using Reconciler.Benchmarks.Hosts;
using Reconciler.Benchmarks.Workloads;

namespace Reconciler.Benchmarks.Repairing;

/// <summary>The documents of the host that is looked after: the workload's, and an overlay to another node for its forwarding entries.</summary>
internal static class RepairDocuments
{
    /// <summary>The node that the host is.</summary>
    public const string Node = "here";

    /// <summary>The port that the file which is written again and again publishes, besides what it changes.</summary>
    public const int FirstEditedPort = 40000;

    /// <summary>The documents that stay as they are.</summary>
    /// <param name="attachments">How many are on this host, without the one that is edited.</param>
    /// <param name="remote">How many are on the other node: as many forwarding entries.</param>
    public static string Lasting(int attachments, int remote)
    {
        StringBuilder text = new(WorkloadDocuments.Yaml(attachments - 1, node: Node));
        text.Append(CultureInfo.InvariantCulture, $$"""
            ---
            apiVersion: reconciler/v1
            kind: Node
            metadata: {name: {{Node}} }
            spec: {address: {{BenchmarkHost.Address}} }
            ---
            apiVersion: reconciler/v1
            kind: Node
            metadata: {name: there}
            spec: {address: {{BenchmarkHost.OutsideAddress}} }
            ---
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: mesh}
            spec: {mode: overlay, subnets: [10.89.0.0/16], overlay: {vni: 4200} }
            {{Member(attachments, Node, 1)}}
            """);
        for (int i = 1; i <= remote; i++)
            text.Append(Member(i, "there", i + 1));
        return text.ToString();
    }

    /// <summary>One more attachment, in a file of its own.</summary>
    public static string Edited(int number, int port) => WorkloadDocuments.Attachment(number, [port], Node);

    private static string Member(int number, string node, int offset) => string.Create(CultureInfo.InvariantCulture, $$"""
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: {{node}}-{{number}} }
        spec: {container: {netns: {{WorkloadDocuments.Container}}{{number}}, create: false}, node: {{node}}, network: mesh, addresses: [10.89.{{offset / 250}}.{{offset % 250 + 2}}]}

        """);
}
