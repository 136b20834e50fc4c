using System.Globalization;

namespace Reconciler.Kernel.Tests.Soak;

/// <summary>Documents that are valid together and otherwise arbitrary: few names, so that from one set to the next most of it is kept, changed or gone.</summary>
internal static class RandomDocuments
{
    private const int Networks = 4;
    private const int Containers = 4;
    private const int Attachments = 8;
    private static readonly string[] Uplinks = ["nat", "routed", "none"];

    public static string Next(Random random)
    {
        List<string> documents = [];
        int[] networks = [.. Enumerable.Range(0, Networks).Where(_ => random.Next(4) > 0).DefaultIfEmpty(0)];
        string[] uplinks = [.. Enumerable.Range(0, Networks).Select(_ => Uplinks[random.Next(Uplinks.Length)])];
        bool[] hasSix = [.. Enumerable.Range(0, Networks).Select(_ => random.Next(2) == 0)];
        documents.AddRange(networks.Select(n => Network(n, uplinks[n], hasSix[n], networks, random)));
        documents.AddRange(Enumerable.Range(0, Attachments).Where(_ => random.Next(3) > 0).Select(a => Attachment(a, networks[(a + random.Next(2)) % networks.Length], uplinks, hasSix, random)));
        if (random.Next(2) == 0)
            documents.Add(Policy(networks[random.Next(networks.Length)], random));
        return string.Join("\n---\n", documents);
    }

    private static string Network(int n, string uplink, bool hasSix, int[] all, Random random)
    {
        string six = hasSix ? string.Create(CultureInfo.InvariantCulture, $", \"fd00:{50 + n}::/64\"") : "";
        string reachable = random.Next(3) == 0 && all.Length > 1 ? $", reachableFrom: [n{all.First(o => o != n)}]" : "";
        string deny = random.Next(4) == 0 ? ", interContainerTraffic: deny" : "";
        return $$"""
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: n{{n}} }
            spec: {mode: bridge, subnets: [10.{{50 + n}}.0.0/24{{six}}], mtu: {{1300 + 100 * random.Next(3)}}, uplink: {{uplink}}{{reachable}}{{deny}} }
            """;
    }

    // With addresses, since one that an interface holds already is kept: what is there would depend on what was there.
    private static string Attachment(int a, int network, string[] uplinks, bool[] hasSix, Random random)
    {
        string ports = uplinks[network] != "none" && random.Next(2) == 0 ? $", ports: [\"{8000 + a}:{80 + random.Next(3)}\"]" : "";
        string addresses = string.Create(CultureInfo.InvariantCulture, $"10.{50 + network}.0.{10 + a}{(hasSix[network] ? $", \"fd00:{50 + network}::{10 + a}\"" : "")}");
        string bandwidth = random.Next(4) == 0 ? ", bandwidth: {ingress: 100mbit}" : "";
        string routes = random.Next(4) == 0 ? $", routes: [{{to: 10.{90 + a}.0.0/16, type: blackhole}}]" : "";
        return $$"""
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: a{{a}}, labels: {tier: t{{a % 2}} } }
            spec: {container: c{{a % Containers}}, network: n{{network}}, addresses: [{{addresses}}]{{ports}}{{bandwidth}}{{routes}} }
            """;
    }

    private static string Policy(int network, Random random) => $$"""
        apiVersion: reconciler/v1
        kind: FirewallPolicy
        metadata: {name: p}
        spec: {appliesTo: {network: n{{network}} }, ingress: [{from: [{labels: {tier: t{{random.Next(2)}} } }], ports: [tcp/{{80 + random.Next(3)}}]}]}
        """;
}
