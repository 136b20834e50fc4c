using System.Net;
using System.Net.Sockets;
using Reconciler.Benchmarks.Workloads;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Benchmarks.Hosts;

/// <summary>
/// Whether a container has what it was to get: the outside reaches it by its published port, and it reaches the outside, where it has
/// the host's address.
/// </summary>
internal static class Probe
{
    private const int ContainerPort = 80;
    private const int OutsidePort = 7000;
    private const int Patience = 8000;

    /// <summary>Asks with connections.</summary>
    /// <exception cref="SocketException">A connection was not made.</exception>
    /// <exception cref="InvalidOperationException">It was made with somebody else.</exception>
    public static void Ask(BenchmarkHost host, int container)
    {
        using NetworkNamespace inside = host.Container(container);
        using Socket service = Listen(inside, IPAddress.Any, ContainerPort);
        using Socket outside = Listen(host.Outside, IPAddress.Parse(BenchmarkHost.OutsideAddress), OutsidePort);
        Greet(host.Outside, new(IPAddress.Parse(BenchmarkHost.Address), WorkloadDocuments.PortOf(container)), service);
        IPAddress seen = Greet(inside, new(IPAddress.Parse(BenchmarkHost.OutsideAddress), OutsidePort), outside);
        if (seen.ToString() != BenchmarkHost.Address)
            throw new InvalidOperationException($"container {container} is seen as {seen}");
    }

    // A byte that the one whom it connects to sends has to arrive.
    private static IPAddress Greet(NetworkNamespace from, IPEndPoint to, Socket listener)
    {
        using Socket client = New(from);
        using Task connecting = Task.Run(() => client.Connect(to));
        if (!listener.Poll(Patience * 1000, SelectMode.SelectRead))
            throw new SocketException((int)SocketError.TimedOut);
        using Socket accepted = listener.Accept();
        accepted.Send([1]);
        connecting.Wait(Patience);
        return client.Receive(new byte[1]) == 1
            ? ((IPEndPoint)accepted.RemoteEndPoint!).Address
            : throw new InvalidOperationException($"{to} hung up");
    }

    private static Socket Listen(NetworkNamespace where, IPAddress address, int port)
    {
        Socket socket = New(where);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(address, port));
        socket.Listen();
        return socket;
    }

    private static Socket New(NetworkNamespace where)
    {
        Socket socket = where.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        socket.ReceiveTimeout = Patience;
        return socket;
    }
}
