using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Benchmarks.Packets;

/// <summary>New connections, one after another, as fast as they come about.</summary>
internal static class ConnectionRate
{
    private const int Port = 80;
    private const int Backlog = 4096;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(300);

    /// <summary>Connections per second from one namespace to an address that leads to the port 80 of another.</summary>
    public static double Measure(NetworkNamespace from, IPEndPoint to, NetworkNamespace server, TimeSpan time)
    {
        using Socket listener = server.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        listener.Bind(new IPEndPoint(IPAddress.Any, Port));
        listener.Listen(Backlog);
        int descriptor = (int)listener.Handle;
        Thread serving = new(() => Serve(descriptor));
        serving.Start();
        try
        {
            byte[] address = NativeSockets.AddressOf(to);
            return from.Run(() =>
            {
                // Both ends on one processor: what is measured must not depend on whom the scheduler puts where.
                NativeSockets.Pin(toFirst: true);
                Count(address, WarmUp);
                double rate = Count(address, time);
                NativeSockets.Pin(toFirst: false);
                return rate;
            });
        }
        finally
        {
            NativeSockets.ShutDown(descriptor);
            serving.Join();
        }
    }

    private static double Count(byte[] address, TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        int count = 0;
        TimeSpan elapsed;
        do
        {
            NativeSockets.Touch(address);
            count++;
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (elapsed < time);
        return count / elapsed.TotalSeconds;
    }

    private static void Serve(int listener)
    {
        NativeSockets.Pin(toFirst: true);
        while (NativeSockets.Serve(listener))
        {
        }
    }
}
