namespace Reconciler.EndToEnd.Tests;

/// <summary>Containers find each other by name, as the C library looks names up: <c>getent</c> with a <c>resolv.conf</c> of the container's own.</summary>
public sealed class NameTests : IDisposable
{
    private const string Documents = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: front}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"], dns: {upstream: [192.0.2.53, 192.0.2.54]}}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: data}
        spec: {mode: bridge, subnets: [10.30.0.0/24], uplink: none, reachableFrom: [front], dns: {domain: data.shop.internal}}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web}
        spec: {container: web, network: front, addresses: [10.20.0.10, "fd00:20::10"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: cart}
        spec: {container: cart, network: front, addresses: [10.20.0.11, "fd00:20::11"], aliases: [basket]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: db-1}
        spec: {container: db-1, network: data, addresses: [10.30.0.11], aliases: [db]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: db-2}
        spec: {container: db-2, network: data, addresses: [10.30.0.12], aliases: [db]}
        """;

    private readonly WatchedHost watched = new();

    private PrivateHost Host => watched.Host;

    public void Dispose() => watched.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("options use-vc")]
    public void Names_mean_what_may_be_reached(string options)
    {
        Watch(Documents);
        Assert.Equal("10.20.0.11 fd00:20::11", LookUp("web", "10.20.0.1", "ahosts cart", options));
        Assert.Equal("10.20.0.11 fd00:20::11", LookUp("web", "fd00:20::1", "ahosts basket", options));
        Assert.Equal("10.20.0.11 fd00:20::11", LookUp("web", "10.20.0.1", "ahosts Cart.Front.Internal", options));
        Assert.Equal("10.30.0.11 10.30.0.12", LookUp("web", "10.20.0.1", "ahosts db.data.shop.internal", options));
        Assert.Equal("10.30.0.12", LookUp("db-1", "10.30.0.1", "ahosts db-2", options));
        Assert.Equal("10.30.0.12 db-2.data.shop.internal", LookUp("web", "10.20.0.1", "hosts 10.30.0.12", options));
        foreach (string nobody in (string[])["ahosts db", "ahosts gone", "ahosts gone.front.internal", "hosts 10.20.0.99"])
            Assert.Equal("", LookUp("web", "10.20.0.1", nobody, options));
        Assert.Equal("", LookUp("db-1", "10.30.0.1", "ahosts web.front.internal", options));
        // The host asks, too; who is on another network is told nothing.
        Assert.Equal("10.20.0.11 fd00:20::11", LookUp(null, "10.20.0.1", "ahosts cart.front.internal", options));
        Assert.Equal("", LookUp("db-1", "10.20.0.1", "ahosts cart.front.internal", options + "\noptions timeout:1 attempts:1"));
    }

    [Fact]
    public void A_name_that_is_another_one_in_the_file_is_another_one_at_once()
    {
        Watch(Documents);
        watched.After($"sed -i 's/aliases: .basket./aliases: [trolley]/' {Host.Directory}/documents.yaml", "revision .*documents");
        Assert.Equal("10.20.0.11 fd00:20::11", LookUp("web", "10.20.0.1", "ahosts trolley"));
        Assert.Equal("", LookUp("web", "10.20.0.1", "ahosts basket"));
        // Nothing of it is the kernel's.
        Assert.Equal(1, watched.Count("applied revision"));
    }

    [Fact]
    public void Networks_that_go_take_their_names_along()
    {
        Watch(Documents);
        Host.Write(Documents.Split("---", 2)[0] + "---" + Documents.Split("---")[2]);
        watched.Expect("applied revision", 1);
        Assert.DoesNotContain("10.30.0.1:53", Host.Sh("ss -Hlnut"), StringComparison.Ordinal);
        Assert.Contains("10.20.0.1:53", Host.Sh("ss -Hlnut"), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_somebody_else_has_the_port_it_is_said_and_tried_again()
    {
        System.Diagnostics.Process other = Host.Background(null, "socat UDP4-RECVFROM:53,fork EXEC:cat");
        Host.Sh("until ss -Hlnu | grep -q ':53 '; do sleep 0.02; done");
        Watch(Documents);
        watched.Expect("error.*nobody serves the names of Network/front at 10.20.0.1: another program has the port; nor at 1 more");
        Result status = Host.Reconciler("status");
        Assert.Equal(0, status.ExitCode);
        Assert.Contains("another program has the port", status.Text, StringComparison.Ordinal);
        Result doctor = Host.Reconciler("doctor documents.yaml");
        Assert.True(doctor.Output.Contains("! names             the names of Network/front cannot be served at 10.20.0.1: 'socat' (pid ", StringComparison.Ordinal), doctor.Text);
        // IPv6 is nobody's.
        Assert.Equal("10.20.0.11 fd00:20::11", LookUp("web", "fd00:20::1", "ahosts cart"));
        other.Kill();
        watched.Expect("all names are served again");
        Assert.Equal("10.20.0.11 fd00:20::11", LookUp("web", "10.20.0.1", "ahosts cart"));
        Assert.Contains("✓ names             nobody else answers at the gateways\n", Host.Reconciler("doctor documents.yaml").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("another program", Host.Reconciler("status").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("options use-vc")]
    public void Other_names_are_asked_of_others(string options)
    {
        Watch(Documents);
        // 192.0.2.53 is not there; at 192.0.2.54 another daemon knows a name.
        using WatchedHost upstream = new();
        Host.Sh($"ip link add up0 type veth peer name up0 netns {upstream.Host.ProcessId} && ip addr add 192.0.2.1/24 dev up0 && ip link set up0 up");
        upstream.Host.Sh("ip link set up0 up && ip link add name br-there type bridge && ip link del br-there && sysctl -q -w net.ipv4.ip_forward=1");
        upstream.Host.Write("""
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: there}
            spec: {mode: bridge, subnets: [{cidr: 192.0.2.0/24, gateway: 192.0.2.54}], dns: {domain: example.com}, bridge: {interface: br-there}}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: www}
            spec: {container: www, network: there, addresses: [192.0.2.80]}
            """);
        upstream.Watch("documents.yaml");
        upstream.Host.Sh("ip link set up0 master br-there");
        Assert.Equal("192.0.2.80", LookUp("web", "10.20.0.1", "ahosts www.example.com", options));
        Assert.Equal("", LookUp("web", "10.20.0.1", "ahosts gone.example.com", options));
        string metrics = Host.Sh("printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' | socat -,ignoreeof UNIX-CONNECT:/run/reconciler/default.sock");
        Assert.Matches("reconciler_name_questions_total{network=\"front\",outcome=\"passedOn\"} [1-9]", metrics);
        // Nothing leaves a network that has no way out, and our own names are nobody else's.
        Assert.Equal("", LookUp("db-1", "10.30.0.1", "ahosts www.example.com", options));
        Assert.Equal("", LookUp("web", "10.20.0.1", "ahosts www.front.internal", options));
    }

    [Fact]
    public void A_live_host_proves_what_names_mean()
    {
        string assertions = Documents + """

            ---
            apiVersion: reconciler/v1
            kind: Reachability
            metadata: {name: by-name}
            spec: {from: {attachment: web}, to: {name: db.data.shop.internal, port: icmp}, expect: denied}
            ---
            apiVersion: reconciler/v1
            kind: Reachability
            metadata: {name: to-the-cart}
            spec: {from: {attachment: web}, to: {name: cart, port: tcp/80}}
            """;
        Host.Apply(assertions);
        Result without = Host.Reconciler("prove documents.yaml");
        Assert.Equal(1, without.ExitCode);
        Assert.Contains("RC4001: tcp/80 of web to cart (10.20.0.11) is not answered: nobody at 10.20.0.1 says what the name means", without.Text, StringComparison.Ordinal);
        Assert.Contains("names are served by 'reconciler watch'", without.Text, StringComparison.Ordinal);
        watched.Watch("documents.yaml");
        Result with = Host.Reconciler("prove documents.yaml");
        Assert.True(with.ExitCode == 0, with.Text);
    }

    [Fact]
    public void A_policy_that_keeps_names_from_being_asked_for_is_named()
    {
        Host.Write(Documents + """

            ---
            apiVersion: reconciler/v1
            kind: FirewallPolicy
            metadata: {name: web-sends}
            spec: {appliesTo: {network: front}, egress: [{to: [{network: front}], ports: [tcp/80]}]}
            ---
            apiVersion: reconciler/v1
            kind: Reachability
            metadata: {name: to-the-cart}
            spec: {from: {attachment: web}, to: {name: cart, port: tcp/80}}
            """);
        Result rehearsed = Host.Reconciler("rehearse documents.yaml");
        Assert.Equal(1, rehearsed.ExitCode);
        Assert.Contains(
            "tcp/80 of web to cart (10.20.0.11) is not answered: nobody at 10.20.0.1 says what the name means; dropped in web in 'inet reconciler-default'", rehearsed.Errors, StringComparison.Ordinal);
        Assert.Contains("hint: 'egress' in FirewallPolicy/web-sends lists no udp/53 to the name server", rehearsed.Errors, StringComparison.Ordinal);
        Host.Write(File.ReadAllText(Path.Combine(Host.Directory, "documents.yaml")).Replace(
            "ports: [tcp/80]}]", "ports: [tcp/80]}, {to: [{cidr: 10.20.0.1/32}, {cidr: \"fd00:20::1/128\"}], ports: [udp/53]}]", StringComparison.Ordinal));
        Result open = Host.Reconciler("rehearse documents.yaml");
        Assert.True(open.ExitCode == 0, open.Text);
    }

    private void Watch(string documents)
    {
        Host.Write(documents);
        watched.Watch("documents.yaml");
    }

    // What getent says, each line once; 'ahosts' repeats each address for each type of socket.
    private string LookUp(string? container, string server, string what, string options = "")
    {
        File.WriteAllText(Path.Combine(Host.Directory, "resolv.conf"), $"nameserver {server}\nsearch front.internal\n{options}\n");
        string command = $"unshare --mount sh -c 'mount --bind {Host.Directory}/resolv.conf /etc/resolv.conf && getent {what}'";
        Result said = container is null ? Host.Run(command) : Host.RunIn(container, command);
        Assert.True(said.ExitCode is 0 or 2, said.Text);
        IEnumerable<string> lines = said.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => what.StartsWith("ahosts", StringComparison.Ordinal) ? line.Split(' ')[0] : string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        return string.Join(' ', lines.Distinct().Order(StringComparer.Ordinal));
    }
}
