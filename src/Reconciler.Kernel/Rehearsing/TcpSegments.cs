using System.Net.Sockets;
using System.Runtime.InteropServices;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>A connection whose full segments are packets of a certain size.</summary>
/// <param name="size">Of the packets in bytes, the IP header included.</param>
internal sealed class TcpSegments(Socket socket, IpFamily family, int size)
{
    private const int TcpHeader = 20;

    // linux/tcp.h: level, options, and of struct tcp_info the bytes that are looked at.
    private const int Level = 6;
    private const int MaximumSegment = 2;
    private const int Information = 11;
    private const int Options = 5;
    private const int Timestamps = 1;
    private const int SizeOfTimestamps = 12;
    private const int SentSegment = 16;
    private const int ReceivedSegment = 20;
    private const int InformationRead = 24;

    /// <summary>Lets neither end make larger packets; to be called before the connection is opened.</summary>
    public void Limit()
    {
        WholePackets.Require(socket, family);
        NamespaceSockets.Set(socket, Level, MaximumSegment, size - WholePackets.HeaderOf(family) - TcpHeader);
    }

    /// <summary>Sends one full segment, which is sent back as one.</summary>
    /// <exception cref="SocketException">The way makes the segments smaller (<see cref="SocketError.MessageSize"/>), or the connection breaks.</exception>
    public async Task ExchangeAsync(CancellationToken patience)
    {
        int full = FullSegment();
        if (Read(SentSegment) < full)
            throw new SocketException((int)SocketError.MessageSize);
        // One by one, since many at once travel as one packet as far as the hardware, real or not.
        socket.NoDelay = true;
        byte[] segment = new byte[full];
        await socket.SendAsync(segment, patience);
        if (await NamespaceSockets.FillAsync(socket, segment, patience) < full)
            throw new SocketException((int)SocketError.ConnectionReset);
        if (Read(SentSegment) < full || Read(ReceivedSegment) < full)
            throw new SocketException((int)SocketError.MessageSize);
    }

    private int FullSegment() => size - WholePackets.HeaderOf(family) - TcpHeader - (HasTimestamps() ? SizeOfTimestamps : 0);

    private bool HasTimestamps() => (ReadInformation()[Options] & Timestamps) != 0;

    private int Read(int offset) => MemoryMarshal.Read<int>(ReadInformation().AsSpan(offset));

    private byte[] ReadInformation()
    {
        byte[] information = new byte[InformationRead];
        socket.GetRawSocketOption(Level, Information, information);
        return information;
    }
}
