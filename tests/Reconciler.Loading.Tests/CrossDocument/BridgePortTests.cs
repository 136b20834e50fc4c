using System.Text;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading.Tests.CrossDocument;

/// <summary>A bridge of Linux has 1,023 ports.</summary>
public class BridgePortTests
{
    private const string Nodes = """
        apiVersion: reconciler/v1
        kind: Node
        metadata: {name: a}
        spec: {address: 192.0.2.1}
        ---
        apiVersion: reconciler/v1
        kind: Node
        metadata: {name: b}
        spec: {address: 192.0.2.2}
        ---

        """;

    private static readonly string Bridge = Marked.Network("web", "subnets: [10.20.0.0/16]");
    private static readonly string Overlay = Nodes + Bridge.Replace("bridge,", "overlay, overlay: {vni: 7},", StringComparison.Ordinal);

    [Fact]
    public void The_first_attachment_without_a_port_is_told()
    {
        Diagnostic fault = Marked.AssertFaults("RC1346", Bridge + Attachments(1..1024) + Attachments(1024..1025, "§") + Attachments(1025..1030))[0];
        Assert.StartsWith("Network/web has 1,023 other attachments on one host", fault.Message, StringComparison.Ordinal);
        Marked.AssertFaults("RC1346", Overlay + Attachments(1..1023, node: "a") + Attachments(1023..1024, "§", "a"));
    }

    [Fact]
    public void Each_host_has_a_bridge_of_its_own()
    {
        Marked.AssertValid(Bridge + Attachments(1..1024));
        Marked.AssertValid(Overlay + Attachments(1..1023, node: "a") + Attachments(1023..2045, node: "b"));
    }

    private static string Attachments(Range numbers, string mark = "", string? node = null)
    {
        StringBuilder yaml = new();
        for (int i = numbers.Start.Value; i < numbers.End.Value; i++)
            yaml.Append(Marked.Attachment($"a{i}", $"container: c{i}, addresses: [10.20.{i / 250}.{(i % 250) + 2}], network: {mark}web{(node is null ? "" : $", node: {node}")}"));
        return yaml.ToString();
    }
}
