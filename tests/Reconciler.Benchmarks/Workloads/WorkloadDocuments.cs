using System.Globalization;
using System.Text;

namespace Reconciler.Benchmarks.Workloads;

/// <summary>
/// The documents of the work that all peers do: one bridge, N containers that exist already, each with one address and one published
/// port. A bridge of Linux has not more than 1,023 ports: more containers are on several.
/// </summary>
internal static class WorkloadDocuments
{
    /// <summary>What the names of the containers' namespaces begin with, and attachments are called.</summary>
    public const string Container = "pfc";

    /// <summary>The bridge's interface.</summary>
    public const string Bridge = "pfbr0";

    /// <summary>How many containers are on one bridge.</summary>
    public const int MostOfOne = 1020;

    private const string FirstNetwork = "pfnet";
    private const int FirstSubnet = 88;
    private const int FirstPort = 20000;

    /// <summary>The YAML of so many attachments, and of as many networks as they need.</summary>
    /// <param name="publishes">Whether each has a published port.</param>
    /// <param name="node">On which node all of them are, where there are several.</param>
    public static string Yaml(int attachments, bool publishes = true, string? node = null)
    {
        StringBuilder text = new();
        for (int i = 1; i <= attachments; i++)
        {
            if (PlaceOf(i).Number == 1)
                text.Append(Network(PlaceOf(i).Network));
            text.Append(Attachment(i, publishes ? [PortOf(i)] : [], node));
        }
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
            spec: {container: {netns: {{Container}}{{number}}, create: false}, {{place}}network: {{NameOf(PlaceOf(number).Network)}}, addresses: [{{AddressOf(number)}}], ports: [{{published}}]}

            """);
    }

    /// <summary>The address of a container, counted from 1: from 10.88.0.2 on, without 10.88.0.255, and on the next network from 10.89.0.2 on.</summary>
    public static string AddressOf(int number)
    {
        (int network, int place) = PlaceOf(number);
        int offset = place >= 254 ? place + 2 : place + 1;
        return string.Create(CultureInfo.InvariantCulture, $"10.{FirstSubnet + network}.{offset / 256}.{offset % 256}");
    }

    /// <summary>The host's port that leads to a container's port 80.</summary>
    public static int PortOf(int number) => FirstPort + number;

    private static string Network(int network) => string.Create(CultureInfo.InvariantCulture, $$"""
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: {{NameOf(network)}}}
        spec: {mode: bridge, subnets: [10.{{FirstSubnet + network}}.0.0/16], bridge: {interface: {{InterfaceOf(network)}} } }

        """);

    // On which network a container is, counted from 0, and the how manieth it is there, counted from 1.
    private static (int Network, int Number) PlaceOf(int number) => ((number - 1) / MostOfOne, ((number - 1) % MostOfOne) + 1);

    private static string NameOf(int network) => network == 0 ? FirstNetwork : string.Create(CultureInfo.InvariantCulture, $"{FirstNetwork}{network}");

    private static string InterfaceOf(int network) => network == 0 ? Bridge : string.Create(CultureInfo.InvariantCulture, $"{Bridge}-{network}");
}
