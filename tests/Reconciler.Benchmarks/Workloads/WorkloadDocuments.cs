using System.Globalization;
using System.Text;

namespace Reconciler.Benchmarks.Workloads;

/// <summary>
/// The documents of the work that all peers do: one bridge, N containers that exist already, each with one address and one published
/// port.
/// </summary>
internal static class WorkloadDocuments
{
    /// <summary>What the names of the containers' namespaces begin with, and attachments are called.</summary>
    public const string Container = "pfc";

    /// <summary>The bridge's interface.</summary>
    public const string Bridge = "pfbr0";

    private const int FirstPort = 20000;

    /// <summary>The YAML of a network with so many attachments.</summary>
    /// <param name="publishes">Whether each has a published port.</param>
    /// <param name="node">On which node all of them are, where there are several.</param>
    public static string Yaml(int attachments, bool publishes = true, string? node = null)
    {
        StringBuilder text = new($$"""
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: pfnet}
            spec: {mode: bridge, subnets: [10.88.0.0/16], bridge: {interface: {{Bridge}} } }

            """);
        for (int i = 1; i <= attachments; i++)
            text.Append(Attachment(i, publishes ? [PortOf(i)] : [], node));
        return text.ToString();
    }

    /// <summary>The YAML of one attachment, with its separator.</summary>
    public static string Attachment(int number, IReadOnlyList<int> ports, string? node = null)
    {
        string place = node is null ? "" : $"node: {node}, ";
        string published = string.Join(", ", ports.Select(p => string.Create(CultureInfo.InvariantCulture, $"\"{p}:80\"")));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: {{Container}}{{number}} }
            spec: {container: {netns: {{Container}}{{number}}, create: false}, {{place}}network: pfnet, addresses: [{{AddressOf(number)}}], ports: [{{published}}]}

            """);
    }

    /// <summary>The address of a container, counted from 1: from 10.88.0.2 on, without 10.88.0.255.</summary>
    public static string AddressOf(int number)
    {
        int offset = number >= 254 ? number + 2 : number + 1;
        return string.Create(CultureInfo.InvariantCulture, $"10.88.{offset / 256}.{offset % 256}");
    }

    /// <summary>The host's port that leads to a container's port 80.</summary>
    public static int PortOf(int number) => FirstPort + number;
}
