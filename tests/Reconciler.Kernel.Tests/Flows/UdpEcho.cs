using System.Net;
using System.Net.Sockets;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Tests.Flows;

/// <summary>Answers every datagram to a port of a namespace with what it says and a name behind it.</summary>
internal sealed class UdpEcho : IDisposable
{
    private readonly Socket socket;
    private readonly Thread thread;

    public UdpEcho(NetworkNamespace where, int port, string name)
    {
        socket = where.Run(() => new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { DualMode = true });
        socket.Bind(new IPEndPoint(IPAddress.IPv6Any, port));
        thread = new(() => Answer(System.Text.Encoding.UTF8.GetBytes(name))) { IsBackground = true };
        thread.Start();
    }

    public void Dispose()
    {
        socket.Dispose();
        thread.Join();
    }

    private void Answer(byte[] name)
    {
        byte[] buffer = new byte[64];
        try
        {
            while (true)
            {
                EndPoint from = new IPEndPoint(IPAddress.IPv6Any, 0);
                int length = socket.ReceiveFrom(buffer, ref from);
                socket.SendTo([.. buffer.AsSpan(0, length), .. name], from);
            }
        }
        catch (SocketException)
        {
        }
        catch (ObjectDisposedException)
        {
        }
    }
}
