using Reconciler.EndToEnd.Tests;

namespace Reconciler.StockKernels.Tests;

/// <summary>
/// Encrypted overlays, with packets, on kernels that have ESP. What happens on others is proven by the end-to-end tests.
/// </summary>
public sealed class EncryptionPacketTests : IDisposable
{
    private const string Listen = "sh -c 'timeout 60 socat -u UDP4-RECVFROM:9999 STDOUT > /run/heard'";
    private readonly List<EncryptedMesh> meshes = [];

    public void Dispose() => meshes.ForEach(m => m.Dispose());

    private EncryptedMesh Build(bool ipv6 = false)
    {
        EncryptedMesh mesh = new(ipv6);
        meshes.Add(mesh);
        return mesh;
    }

    [Fact]
    public void A_rehearsal_needs_no_secret()
    {
        PrivateHost node = Build().Fabric.Nodes[0];
        node.Sh($"rm {EncryptedMesh.KeyFile}");
        Result rehearsed = node.Reconciler($"rehearse {node.Write(meshes[0].Documents() + """
            ---
            apiVersion: reconciler/v1
            kind: Reachability
            metadata: {name: across}
            spec: {from: {attachment: c1}, to: {attachment: c2, port: tcp/80}}
            """)}");
        Assert.True(rehearsed.ExitCode == 0, rehearsed.Text);
    }

    [Fact]
    public void The_daemon_heals_states_and_policies_that_others_delete()
    {
        EncryptedMesh mesh = Build();
        mesh.Fabric.Apply(mesh.Documents());
        PrivateHost node = mesh.Fabric.Nodes[0];
        node.Write(mesh.Documents());
        node.Background(null, $"sh -c 'cd {node.Directory} && exec {EndToEnd.Tests.Program.Path} watch documents.yaml --node n1 --quiet 20ms 2>log'");
        void Expect(string pattern) => node.Sh($"cd {node.Directory}; for i in $(seq 3000); do grep -q '{pattern}' log && exit 0; sleep 0.02; done; cat log; exit 1");
        Expect("ContainerAttachment/c1 is in sync");
        node.Sh("ip xfrm state deleteall");
        Expect("healed xfrm-state/host/.*: was missing since XFRM_MSG_DELSA");
        node.Sh("ip xfrm policy deleteall");
        Expect("healed xfrm-policy/host/.*: was missing since XFRM_MSG_DELPOLICY");
        Assert.Equal("", mesh.Unreached());
        Assert.DoesNotContain("applied", node.Sh($"cat {node.Directory}/log"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 1416)]
    [InlineData(true, 1396)]
    public void Containers_reach_each_other_and_the_underlay_carries_nothing_but_esp(bool ipv6, int mtu)
    {
        EncryptedMesh mesh = Build(ipv6);
        PrivateHost hub = mesh.Fabric.Hub;
        hub.Background(null, "tcpdump -U -n -i switch -w /run/capture ip or ip6");
        hub.Sh("until [ -s /run/capture ]; do sleep 0.05; done");
        mesh.Fabric.Apply(mesh.Documents());
        Assert.Equal("", mesh.Unreached());
        PrivateHost node = mesh.Fabric.Nodes[0];
        Assert.Contains($" mtu {mtu} ", node.Sh("ip -n c1 link show eth0"), StringComparison.Ordinal);
        Assert.Equal(0, node.RunIn("c1", $"ping -c1 -W5 -M do -s {mtu - 28} {EncryptedMesh.AddressesOf(2)[0]}").ExitCode);
        Assert.NotEqual(0, node.RunIn("c1", $"ping -c1 -W1 -M do -s {mtu - 27} {EncryptedMesh.AddressesOf(2)[0]}").ExitCode);
        // Enough for the capture to be written out.
        hub.Sh("sleep 1");
        // The nodes' own multicast memberships (ICMPv6 behind hop-by-hop options) and neighbours are no packets of the overlay.
        Assert.NotEqual("0", hub.Sh("tcpdump -n -r /run/capture 'ip proto 50 or ip6 proto 50' 2>/dev/null | wc -l").Trim());
        Assert.Equal("", hub.Sh("tcpdump -n -r /run/capture 'not (ip proto 50 or ip6 proto 50 or icmp6 or ip6 proto 0)' 2>/dev/null"));
        Assert.Equal(0, mesh.Fabric.Plan(1, mesh.Documents()).ExitCode);
    }

    [Fact]
    public void A_packet_that_is_not_encrypted_is_not_taken_for_one_of_the_overlay()
    {
        EncryptedMesh mesh = Build();
        mesh.Fabric.Hub.Sh("ip addr add 192.0.2.200/24 dev switch");
        PrivateHost node = mesh.Fabric.Nodes[0];
        // What is forged would get in without encryption.
        mesh.Fabric.Apply(1, mesh.Documents(encrypted: false));
        node.Background("c1", Listen);
        node.Sh("sleep 1");
        mesh.Forge(50000);
        node.Sh("for i in $(seq 100); do [ -s /run/heard ] && exit; sleep 0.1; done; exit 1");
        mesh.Fabric.Apply(mesh.Documents());
        Assert.Equal("", mesh.Unreached());
        node.Background("c1", Listen);
        node.Sh("sleep 1");
        // From any port, that of the encrypted packets as well.
        mesh.Forge(50000);
        mesh.Forge(0x8000 + 4200);
        node.Sh("sleep 1");
        Assert.Equal("", node.Sh("cat /run/heard"));
    }

    [Fact]
    public void Without_its_states_a_node_sends_nothing_instead_of_plaintext()
    {
        EncryptedMesh mesh = Build();
        mesh.Fabric.Apply(mesh.Documents());
        PrivateHost node = mesh.Fabric.Nodes[0];
        node.Sh("nft add table inet watch; nft add chain inet watch c '{ type filter hook postrouting priority 300; }'; nft add rule inet watch c udp dport 4789 rt ipsec missing counter");
        foreach (string loss in (string[])["ip xfrm policy flush", "ip xfrm state flush"])
        {
            node.Sh(loss);
            Assert.NotEqual(0, node.RunIn("c1", $"ping -c2 -W1 {EncryptedMesh.AddressesOf(2)[0]}").ExitCode);
            Assert.Contains("packets 0 ", node.Sh("nft list chain inet watch c"), StringComparison.Ordinal);
            mesh.Fabric.Apply(1, mesh.Documents());
            Assert.Equal("", mesh.Unreached());
        }
    }

    [Fact]
    public void Keys_change_under_traffic_without_a_lost_packet()
    {
        EncryptedMesh mesh = Build();
        mesh.Fabric.Apply(mesh.Documents());
        Assert.Equal("", mesh.Unreached());
        PrivateHost node = mesh.Fabric.Nodes[0];
        node.Background("c1", $"sh -c 'echo $$ > /run/ping.pid; exec ping -i 0.05 {EncryptedMesh.AddressesOf(2)[0]} > /run/pings'");
        // Each step of the change reaches the nodes one after the other.
        foreach (string[] secrets in (string[][])[[EncryptedMesh.First, EncryptedMesh.Second], [EncryptedMesh.Second, EncryptedMesh.First], [EncryptedMesh.Second]])
        {
            foreach (int changed in (int[])[1, 2])
            {
                mesh.WriteKeys(changed, secrets);
                mesh.Fabric.Apply(changed, mesh.Documents());
            }
        }
        node.Sh("kill -INT $(cat /run/ping.pid); until grep -q transmitted /run/pings; do sleep 0.1; done");
        string sum = node.Sh("grep transmitted /run/pings");
        string[] words = sum.Split(' ');
        Assert.True(words[0] == words[3] && words[0].Length > 1, sum);
        Assert.Equal("", mesh.Unreached());
        Assert.Equal(2, node.Sh("ip xfrm state list | grep -c ^src").Trim()[0] - '0');
    }

    [Theory]
    [InlineData("ip xfrm policy flush", "xfrm-policy/host/out src 192.0.2.1 dst 192.0.2.2")]
    [InlineData("ip xfrm state flush", "xfrm-state/host/192.0.2.1 spi 0x")]
    [InlineData("ip xfrm policy update src 192.0.2.1 dst 192.0.2.2 proto udp sport 36968 dport 4789 dir out priority 9 tmpl src 192.0.2.1 dst 192.0.2.2 proto esp reqid 1392361021 mode transport", "xfrm-policy/host/out src 192.0.2.1 dst 192.0.2.2")]
    [InlineData("spi=$(ip xfrm state list dst 192.0.2.2 | sed -n 's/.*spi \\(0x[0-9a-f]*\\).*/\\1/p'); ip xfrm state delete src 192.0.2.1 dst 192.0.2.2 proto esp spi $spi; ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi $spi reqid 1392361021 mode transport aead 'rfc4106(gcm(aes))' 0x000000000000000000000000000000000000000000000000000000000000000000000007 128 sel src 192.0.2.1 dst 192.0.2.2 proto udp sport 36968 dport 4789", "xfrm-state/host/192.0.2.2 spi 0x")]
    [InlineData("nft delete rule inet reconciler-default vni-4200-4789-in handle $(nft -a list chain inet reconciler-default vni-4200-4789-in | sed -n 's/.*drop # handle //p')", "nft-chain/host/inet reconciler-default vni-4200-4789-in")]
    [InlineData("nft delete chain inet reconciler-default vni-4200-4789-out", "nft-chain/host/inet reconciler-default vni-4200-4789-out")]
    public void Whatever_somebody_changes_is_put_right(string command, string resource)
    {
        EncryptedMesh mesh = Build();
        mesh.Fabric.Apply(mesh.Documents());
        PrivateHost node = mesh.Fabric.Nodes[0];
        node.Sh(command);
        Result plan = mesh.Fabric.Plan(1, mesh.Documents(), "--output json");
        Assert.Equal(2, plan.ExitCode);
        Assert.Contains(resource, plan.Output, StringComparison.Ordinal);
        mesh.Fabric.Apply(1, mesh.Documents());
        Assert.Equal("", mesh.Unreached());
        Assert.Equal(0, mesh.Fabric.Plan(1, mesh.Documents()).ExitCode);
    }

    [Fact]
    public void A_state_that_has_sent_half_of_its_packets_is_made_anew()
    {
        EncryptedMesh mesh = Build();
        mesh.Fabric.Apply(mesh.Documents());
        PrivateHost node = mesh.Fabric.Nodes[0];
        const string State = "ip xfrm state list dst 192.0.2.2";
        node.Sh($"spi=$({State} | sed -n 's/.*spi \\(0x[0-9a-f]*\\).*/\\1/p'); key=$({State} | sed -n 's/.*aead [^ ]* \\(0x[0-9a-f]*\\).*/\\1/p'); "
            + "ip xfrm state delete src 192.0.2.1 dst 192.0.2.2 proto esp spi $spi; "
            + "ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi $spi reqid 1392361021 mode transport replay-oseq 0x80000000 aead 'rfc4106(gcm(aes))' $key 128 sel src 192.0.2.1 dst 192.0.2.2 proto udp sport 36968 dport 4789");
        Assert.Equal("", mesh.Unreached());
        Assert.Contains("sequence", mesh.Fabric.Plan(1, mesh.Documents()).Output, StringComparison.Ordinal);
        mesh.Fabric.Apply(1, mesh.Documents());
        Assert.Equal("", mesh.Unreached());
        Assert.Matches("oseq 0x[0-9a-f]{1,4},", node.Sh($"{State.Replace("ip", "ip -s", StringComparison.Ordinal)}"));
        Assert.Equal(0, mesh.Fabric.Plan(1, mesh.Documents()).ExitCode);
    }

    [Fact]
    public void Others_states_and_policies_stay_and_ours_go_with_the_network()
    {
        EncryptedMesh mesh = Build();
        PrivateHost node = mesh.Fabric.Nodes[0];
        node.Sh("ip xfrm state add src 192.0.2.1 dst 192.0.2.9 proto esp spi 0x1000 reqid 7 mode transport aead 'rfc4106(gcm(aes))' 0x000000000000000000000000000000000000000000000000000000000000000000000007 128; "
            + "ip xfrm policy add src 192.0.2.1 dst 192.0.2.9 proto udp sport 1 dport 2 dir out tmpl src 192.0.2.1 dst 192.0.2.9 proto esp reqid 7 mode transport; sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
        const string Ipsec = "ip xfrm state; ip xfrm policy";
        string state = node.State();
        string before = node.Sh(Ipsec);
        mesh.Fabric.Apply(mesh.Documents());
        Assert.NotEqual(before, node.Sh(Ipsec));
        Assert.Equal(0, node.Reconciler("destroy").ExitCode);
        Assert.Equal(before, node.Sh(Ipsec));
        Assert.Equal(state, node.State());
    }

    [Fact]
    public void No_output_shows_a_key()
    {
        EncryptedMesh mesh = Build();
        Result plan = mesh.Fabric.Plan(1, mesh.Documents(), "--output json");
        Result verbose = mesh.Fabric.Plan(1, mesh.Documents(), "-v");
        PrivateHost node = mesh.Fabric.Nodes[0];
        Result applied = node.Reconciler("apply documents.yaml --node n1 -v");
        Assert.Equal(0, applied.ExitCode);
        Result status = node.Reconciler("status documents.yaml --node n1 --output json");
        string[] keys = node.Sh("ip xfrm state list | sed -n 's/.*aead [^ ]* 0x\\([0-9a-f]*\\).*/\\1/p'").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, keys.Length);
        Assert.All([plan, verbose, applied, status], result =>
            Assert.All([.. keys, EncryptedMesh.First], secret => Assert.DoesNotContain(secret, result.Text, StringComparison.OrdinalIgnoreCase)));
    }
}
