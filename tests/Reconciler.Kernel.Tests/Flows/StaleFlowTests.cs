using System.Net;
using System.Net.Sockets;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Tests.Flows;

/// <summary>Whoever goes on sending is led where the ruleset leads now, and nobody else is disturbed.</summary>
public sealed class StaleFlowTests : IDisposable
{
    private readonly PortHost ports = new();
    private readonly List<IDisposable> open = [];

    public void Dispose()
    {
        foreach (IDisposable one in open)
            one.Dispose();
        ports.Dispose();
    }

    private TValue Opened<TValue>(TValue value)
        where TValue : IDisposable
    {
        open.Add(value);
        return value;
    }

    private NetworkNamespace In(string container) => Opened(ports.Host.Container(container));

    private UdpClientStream Client(string address = PortHost.Address, int port = 5353, string? source = null) =>
        Opened(new UdpClientStream(ports.Outside, address, port, source));

    private void Serve()
    {
        Opened(new UdpEcho(In("one"), 53, "one"));
        Opened(new UdpEcho(In("two"), 53, "two"));
    }

    // A stream that is answered by one container and then by another, with one datagram sent again at most.
    private static void AssertMoved(IReadOnlyList<string?> answers, string? from, string? to)
    {
        Assert.Equal(to, answers[^1]);
        Assert.True(answers.Count(a => a is null) <= 1, string.Join(' ', answers));
        string[] heard = [.. answers.OfType<string>()];
        Assert.Equal(heard.OrderBy(a => a == from ? 0 : 1), heard);
    }

    [Theory]
    [InlineData(PortHost.Address)]
    [InlineData(PortHost.Address6)]
    public void A_stream_follows_its_port_to_another_container(string address)
    {
        ports.Host.Apply(PortHost.Documents("\"5353:53/udp\""));
        Serve();
        UdpClientStream client = Client(address);
        Assert.Equal("one", client.AskUntilAnswered());
        AssertMoved(client.During(() => ports.Host.Apply(PortHost.Documents("", "\"5353:53/udp\""))), "one", "two");
    }

    [Fact]
    public void A_stream_follows_its_port_in_a_range_to_the_container_for_an_address_of_the_host()
    {
        ports.Host.Apply(PortHost.Documents("\"50-59:50-59/udp\""));
        Serve();
        UdpClientStream client = Client(port: 53);
        Assert.Equal("one", client.AskUntilAnswered());
        AssertMoved(client.During(() => ports.Host.Apply(PortHost.Documents("\"50-52:50-52/udp\"", $"\"{PortHost.Address}:53:53/udp\""))), "one", "two");
    }

    [Fact]
    public void A_stream_of_the_host_itself_follows_too()
    {
        ports.Host.Apply(PortHost.Documents("\"127.0.0.1:5353:53/udp\""));
        Serve();
        UdpClientStream client = Opened(new UdpClientStream(ports.Host.Network, "127.0.0.1", 5353));
        Assert.Equal("one", client.AskUntilAnswered());
        AssertMoved(client.During(() => ports.Host.Apply(PortHost.Documents("", "\"127.0.0.1:5353:53/udp\""))), "one", "two");
    }

    [Fact]
    public void A_stream_follows_a_container_to_its_new_address()
    {
        ports.Host.Apply(PortHost.Documents("\"5353:53/udp\""));
        Serve();
        UdpClientStream client = Client();
        Assert.Equal("one", client.AskUntilAnswered());
        ports.Host.Apply(PortHost.Documents("\"5353:53/udp\"", firstAddress: "10.20.0.12"));
        Assert.Equal("one", client.AskUntilAnswered());
    }

    [Fact]
    public void A_stream_that_began_before_the_port_was_published_reaches_it()
    {
        ports.Host.Apply(PortHost.Documents(""));
        Serve();
        Opened(new UdpEcho(ports.Host.Network, 5353, "host"));
        UdpClientStream client = Client();
        Assert.Equal("host", client.AskUntilAnswered());
        AssertMoved(client.During(() => ports.Host.Apply(PortHost.Documents("\"5353:53/udp\""))), "host", "one");
    }

    [Fact]
    public void A_stream_to_a_port_that_is_not_published_any_more_ends()
    {
        ports.Host.Apply(PortHost.Documents("\"5353:53/udp\", \"5354:53/udp\""));
        Serve();
        UdpClientStream client = Client(), other = Client(port: 5354);
        Assert.Equal("one", client.AskUntilAnswered());
        Assert.Equal("one", other.AskUntilAnswered());
        Assert.DoesNotContain(null, other.During(() => ports.Host.Apply(PortHost.Documents("\"5354:53/udp\""))));
        Assert.Null(client.Ask());
        Assert.Null(client.Ask());
    }

    // With the last table of its kind the kernel itself would forget what was translated.
    [Fact]
    public void A_stream_ends_with_its_table()
    {
        ports.Host.Sh("nft 'add table ip other; add chain ip other translate { type nat hook prerouting priority 5; }'");
        ports.Host.Apply(PortHost.Documents("\"5353:53/udp\""));
        Serve();
        Opened(new UdpEcho(ports.Host.Network, 5353, "host"));
        UdpClientStream client = Client();
        Assert.Equal("one", client.AskUntilAnswered());
        ports.Host.Destroy();
        Assert.Equal("host", client.AskUntilAnswered());
    }

    [Fact]
    public void A_stream_to_a_network_that_loses_its_uplink_ends()
    {
        ports.Host.Apply(PortHost.Documents("\"5353:53/udp\""));
        Serve();
        UdpClientStream client = Client();
        Assert.Equal("one", client.AskUntilAnswered());
        ports.Host.Apply(PortHost.Documents("\"5353:53/udp\"", uplink: "none"));
        ports.Host.Sh("inside one ip route add default via 10.20.0.1");
        Assert.Null(client.Ask());
        Assert.Null(client.Ask());
    }

    [Fact]
    public void Who_is_not_let_in_any_more_is_not_answered_and_who_is_does_not_notice()
    {
        ports.Host.Apply(PortHost.Documents("{host: 5353, container: 53, protocol: udp}"));
        Serve();
        UdpClientStream admitted = Client(source: "192.0.2.1"), stranger = Client(source: "192.0.2.2");
        Assert.Equal("one", admitted.AskUntilAnswered());
        Assert.Equal("one", stranger.AskUntilAnswered());
        Assert.DoesNotContain(null, admitted.During(() => ports.Host.Apply(PortHost.Documents("{host: 5353, container: 53, protocol: udp, allowFrom: [192.0.2.1/32]}"))));
        Assert.Null(stranger.Ask());
        Assert.Null(stranger.Ask());
    }

    [Fact]
    public void A_stream_comes_back_when_the_change_is_undone()
    {
        ports.Host.Apply(PortHost.Documents("\"5353:53/udp\""));
        Serve();
        UdpClientStream client = Client();
        Assert.Equal("one", client.AskUntilAnswered());
        string moved = PortHost.Documents("", "\"5353:53/udp\"");
        int last = ports.Host.Plan(moved).Steps.Count;
        Outcome outcome = ports.Host.Disturbed(moved, step =>
        {
            if (step >= last && step < last + 3)
                ports.Host.Sh("ip link set br-web mtu 1200");
        });
        Assert.Equal(OutcomeKind.Undone, outcome.Kind);
        Assert.Equal("one", client.Ask());
    }

    [Fact]
    public void A_connection_to_a_port_that_is_not_published_any_more_is_reset()
    {
        ports.Host.Apply(PortHost.Documents("\"8080:80\", \"8081:80\""));
        using Socket listener = Listen(In("one"), 80);
        using Socket gone = Connect(8080), kept = Connect(8081);
        using Socket goneThere = listener.Accept(), keptThere = listener.Accept();
        ports.Host.Apply(PortHost.Documents("\"8081:80\""));
        Assert.Throws<SocketException>(() => Exchange(gone, goneThere));
        Exchange(kept, keptThere);
    }

    [Fact]
    public void A_connection_to_a_service_of_the_host_lives_on_when_its_port_is_published()
    {
        ports.Host.Apply(PortHost.Documents(""));
        using Socket listener = Listen(ports.Host.Network, 8080);
        using Socket client = Connect(8080);
        using Socket there = listener.Accept();
        Exchange(client, there);
        ports.Host.Apply(PortHost.Documents("\"8080:80\""));
        Exchange(client, there);
    }

    [Fact]
    public void Connections_to_the_same_port_elsewhere_are_not_touched()
    {
        ports.Host.Apply(PortHost.Documents("\"5353:53/udp\""));
        Serve();
        Opened(new UdpEcho(ports.Outside, 5354, "outside"));
        UdpClientStream client = Opened(new UdpClientStream(In("two"), "192.0.2.1", 5354));
        Assert.Equal("outside", client.AskUntilAnswered());
        string before = ports.Host.Sh("conntrack -L -p udp --orig-port-dst 5354 -o id | grep -o 'id=.*'");
        ports.Host.Apply(PortHost.Documents("\"5353:53/udp\", \"5354:53/udp\""));
        Assert.Equal(before, ports.Host.Sh("conntrack -L -p udp --orig-port-dst 5354 -o id | grep -o 'id=.*'"));
    }

    private static Socket Listen(NetworkNamespace where, int port)
    {
        Socket listener = where.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        listener.Bind(new IPEndPoint(IPAddress.Any, port));
        listener.Listen();
        return listener;
    }

    private Socket Connect(int port)
    {
        Socket client = ports.Outside.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        client.ReceiveTimeout = client.SendTimeout = 2000;
        client.Connect(PortHost.Address, port);
        return client;
    }

    private static void Exchange(Socket client, Socket there)
    {
        there.ReceiveTimeout = client.ReceiveTimeout;
        byte[] buffer = new byte[1];
        client.Send("?"u8);
        there.Receive(buffer);
        there.Send("!"u8);
        Assert.Equal(1, client.Receive(buffer));
    }
}
