using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Rehearsing;
using Reconciler.Loading;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Tests;

/// <summary>How large packets may be is found out even where nobody says so.</summary>
public sealed class LargestPacketTests : IDisposable
{
    private static readonly Place From = new("host", NamespaceId.Named("from"), "from", [IpAddress.Parse("10.0.0.1"), IpAddress.Parse("fd00::1")]);
    private static readonly Place To = new("host", NamespaceId.Named("to"), "to", [IpAddress.Parse("10.0.0.2"), IpAddress.Parse("fd00::2")]);

    private readonly NetworkNamespace from = Requirements.PrivateNamespace("from");
    private readonly NetworkNamespace to = Requirements.PrivateNamespace("to");

    public void Dispose()
    {
        from.Dispose();
        to.Dispose();
    }

    // Both ends believe in 1500 bytes; what is larger than the limit is dropped without a word.
    private void Connect(int limit)
    {
        NamespaceShell.Sh(from, $"ip link add eth0 type veth peer name eth0 netns {NamespaceShell.PathOf(to)}; ip addr add 10.0.0.1/24 dev eth0; ip addr add fd00::1/64 dev eth0 nodad; ip link set eth0 up");
        NamespaceShell.Sh(to, $$"""
            ip addr add 10.0.0.2/24 dev eth0; ip addr add fd00::2/64 dev eth0 nodad; ip link set eth0 up
            nft 'add table inet hole; add chain inet hole in { type filter hook input priority 0; }; add rule inet hole in meta length > {{limit}} drop'
            """);
    }

    private static Document<ReachabilitySpec> Assertion(int mtu) => Loader.Load(["-"], new StringReader($$"""
        apiVersion: reconciler/v1
        kind: Reachability
        metadata: {name: it}
        spec: {from: {host: true}, to: {address: 10.0.0.2}, mtu: {{mtu}}}
        """)).Documents.Reachabilities[0];

    private async Task<int?> AskAsync(string service, string address, int mtu)
    {
        Assert.True(ServiceSpec.TryParse(service, out ServiceSpec asked));
        Probe probe = new(Assertion(mtu), From, "to", IpAddress.Parse(address), asked, To, asked);
        ProbeResult result = (await new Prober(place => place == From ? from : to).RunAsync([probe]))[0];
        Assert.Equal(result.Reached, result.Passing is null);
        return result.Passing ?? mtu;
    }

    [Theory]
    [InlineData("icmp", "10.0.0.2", 1500)]
    [InlineData("udp/5", "fd00::2", 1405)]
    [InlineData("tcp/5", "10.0.0.2", 1500)]
    public async Task A_way_that_swallows_large_packets_is_measured(string service, string address, int mtu)
    {
        Connect(limit: 1404);
        Assert.Equal(1404, await AskAsync(service, address, 1404));
        Assert.Equal(1404, await AskAsync(service, address, mtu));
    }

    [Theory]
    [InlineData(201)]
    [InlineData(1400)]
    [InlineData(65535)]
    public async Task Every_size_is_found(int largest)
    {
        int asked = 0;
        Assert.Equal(largest, await LargestPacket.FindAsync(65536, size => Task.FromResult(++asked > 0 && size <= largest)));
        Assert.True(asked <= 64);
        Assert.Null(await LargestPacket.FindAsync(largest + 1, _ => Task.FromResult(false)));
    }
}
