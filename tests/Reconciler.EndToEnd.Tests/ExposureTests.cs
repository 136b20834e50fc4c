using System.Text.Json;

namespace Reconciler.EndToEnd.Tests;

/// <summary>What a plan says is opened and closed is what packets from outside find.</summary>
public sealed class ExposureTests : IDisposable
{
    private static readonly int[] Ports = [8080, 8081, 8082, 8083, 8084];
    private readonly Laboratory laboratory = new();

    public void Dispose() => laboratory.Dispose();

    private static string Documents(string uplink, params string[] ports) => $$"""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24], uplink: {{uplink}}}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web}
        spec: {container: web, network: web, addresses: [10.20.0.10], ports: [{{string.Join(", ", ports.Select(p => $"\"{p}\""))}}] }

        """;

    [Fact]
    public void Packets_from_outside_find_open_what_plans_say_is_open()
    {
        HashSet<int> open = [];
        Change(open, Documents("nat", "8080:80", "127.0.0.1:8081:80", "192.0.2.10:8082:80"));
        Change(open, Documents("nat", "8080:80", "8081:80", "192.0.2.10:8083-8084:80-81"));
        Change(open, Documents("none", "8080:80", "8081:80"));
        Change(open, Documents("nat", "8080:80"));
        laboratory.Host.Sh("nft delete element inet reconciler-default published-ip '{ tcp . 8080 }'");
        open.Remove(8080);
        Change(open, Documents("nat", "8080:80"));
    }

    // Applies documents, and compares what the plan said with what the outside finds.
    private void Change(HashSet<int> open, string documents)
    {
        Assert.Equal(open.Order(), Found());
        Result result = laboratory.Host.Reconciler($"apply {laboratory.Host.Write(documents)} --output json");
        Assert.True(result.ExitCode == 0, result.Text);
        if (laboratory.Host.RunIn("web", "ss -Hltn").Output.Length == 0)
            Serve();
        using JsonDocument outcome = JsonDocument.Parse(result.Output);
        JsonElement exposure = outcome.RootElement.GetProperty("exposure");
        int[] opened = PortsOf(exposure.GetProperty("opened"));
        int[] closed = PortsOf(exposure.GetProperty("closed"));
        Assert.NotEmpty(opened.Concat(closed));
        Assert.DoesNotContain(opened, open.Contains);
        Assert.All(closed, port => Assert.Contains(port, open));
        open.UnionWith(opened);
        open.ExceptWith(closed);
        Assert.Equal(open.Order(), Found());
    }

    private void Serve()
    {
        laboratory.Serve("web", 80);
        laboratory.Serve("web", 81);
    }

    private IEnumerable<int> Found() => Ports.Where(port => !laboratory.IsDenied(Laboratory.Outside, Laboratory.HostAddress, port));

    private static int[] PortsOf(JsonElement rows) => [.. rows.EnumerateArray().Select(r => r.GetProperty("ports"))
        .SelectMany(p => Enumerable.Range(p.GetProperty("first").GetInt32(), p.GetProperty("last").GetInt32() - p.GetProperty("first").GetInt32() + 1))];
}
