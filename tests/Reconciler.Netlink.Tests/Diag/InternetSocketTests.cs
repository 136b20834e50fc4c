using System.Net;
using System.Net.Sockets;
using Reconciler.Netlink.Diag;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Tracing;
using Reconciler.Netlink.Wire;
using Family = Reconciler.Netlink.Route.AddressFamily;

namespace Reconciler.Netlink.Tests.Diag;

/// <summary>What the kernel tells of sockets that wait for whoever comes, and whose they are.</summary>
public sealed class InternetSocketTests : IDisposable
{
    private const byte Tcp = 6;
    private const byte Udp = 17;
    private readonly NetworkNamespace here = Requirements.PrivateNamespace();
    private readonly List<Socket> sockets = [];

    public InternetSocketTests() => NamespaceShell.Sh(here, "ip link set lo up");

    public void Dispose()
    {
        foreach (Socket socket in sockets)
            socket.Dispose();
        here.Dispose();
    }

    private Socket Open(string endPoint, SocketType type, bool isDual = false)
    {
        IPEndPoint local = IPEndPoint.Parse(endPoint);
        Socket socket = here.Run(() => new Socket(local.AddressFamily, type, ProtocolType.Unspecified));
        sockets.Add(socket);
        if (local.AddressFamily == AddressFamily.InterNetworkV6)
            socket.DualMode = isDual;
        socket.Bind(local);
        if (type == SocketType.Stream)
            socket.Listen();
        return socket;
    }

    private IReadOnlyList<InternetSocket> Read(Family family, byte protocol)
    {
        using NetlinkConnection connection = NetlinkConnection.Open(here, NetlinkProtocol.SocketDiagnostics);
        return connection.Dump(w => InternetSocket.WriteDump(w, family, protocol), InternetSocket.Read);
    }

    private string[] Text(Family family, byte protocol) =>
        [.. Read(family, protocol).Select(s => $"{new IPEndPoint(s.Address, s.Port)}{(s.TakesIPv4 ? " IPv4" : "")}").Order(StringComparer.Ordinal)];

    [Fact]
    public void Those_that_listen_are_told_with_their_addresses()
    {
        Open("127.0.0.1:8080", SocketType.Stream);
        Open("0.0.0.0:8081", SocketType.Stream);
        Open("[::]:8082", SocketType.Stream);
        Open("[::]:8083", SocketType.Stream, isDual: true);
        Open("[::1]:8084", SocketType.Stream);
        Open("[::ffff:127.0.0.1]:8085", SocketType.Stream, isDual: true);
        Assert.Equal(["0.0.0.0:8081 IPv4", "127.0.0.1:8080 IPv4"], Text(Family.IPv4, Tcp));
        Assert.Equal(["127.0.0.1:8085 IPv4", "[::1]:8084", "[::]:8082", "[::]:8083 IPv4"], Text(Family.IPv6, Tcp));
        Assert.Empty(Read(Family.IPv4, Udp));
    }

    [Fact]
    public void A_datagram_socket_that_is_connected_waits_for_one_peer_only()
    {
        Open("127.0.0.1:5353", SocketType.Dgram);
        Open("127.0.0.1:5354", SocketType.Dgram).Connect(IPEndPoint.Parse("127.0.0.1:5353"));
        Assert.Equal(["127.0.0.1:5353 IPv4"], Text(Family.IPv4, Udp));
    }

    [Fact]
    public void Its_process_is_found_by_the_inode()
    {
        Open("127.0.0.1:8080", SocketType.Stream);
        uint inode = Read(Family.IPv4, Tcp).Single().Inode;
        SocketHolder holder = SocketHolders.Of(new HashSet<uint> { inode, uint.MaxValue })[inode];
        Assert.Equal(Environment.ProcessId, holder.ProcessId);
        Assert.Equal(File.ReadAllText("/proc/self/comm").TrimEnd('\n'), holder.Name);
    }

    [Fact]
    public void A_socket_of_nobody_has_no_process() => Assert.Empty(SocketHolders.Of(new HashSet<uint> { uint.MaxValue }));

    [Fact]
    public void A_trace_shows_the_socket()
    {
        Open("127.0.0.1:8080", SocketType.Stream);
        List<string> lines = [];
        using NetlinkConnection connection = NetlinkConnection.Open(here, NetlinkProtocol.SocketDiagnostics, m => lines.Add(MessageText.Of(m)));
        connection.Dump(w => InternetSocket.WriteDump(w, Family.IPv4, Tcp), InternetSocket.Read);
        Assert.Contains(lines, l => l.Contains("> SOCK_DIAG_BY_FAMILY", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("Address = 127.0.0.1, Port = 8080", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_truncation_is_refused_or_read()
    {
        byte[] payload = [10, 10, .. new byte[70], 5, 0, 11, 0, 1, 0, 0, 0];
        for (int length = 0; length <= payload.Length; length++)
        {
            byte[] message = [.. BitConverter.GetBytes(length + 16), .. new byte[12], .. payload[..length]];
            int read = 0;
            try
            {
                foreach (MessageView view in new MessageReader(message))
                    read = InternetSocket.Read(view).TakesIPv4 ? 1 : 2;
            }
            catch (NetlinkFormatException)
            {
                read = 3;
            }

            Assert.Equal(length < 72 ? 3 : length == 72 ? 1 : length < 77 ? 3 : 2, read);
        }
    }
}
