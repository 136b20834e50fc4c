using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Reconciler.Core.Values;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>ICMP's echo (RFC 792, RFC 4443) as ping(8) asks for it, by a raw socket.</summary>
internal static class Echo
{
    private const int HeaderSize = 8;
    private static int lastIdentifier;

    /// <summary>Asks until an answer comes; it does not tell by which address it was asked for.</summary>
    /// <param name="size">Of packets that must pass whole; <c>null</c>: any. The kernel that answers may fragment the answer.</param>
    /// <exception cref="OperationCanceledException">No answer came.</exception>
    /// <exception cref="SocketException">There is no way, or packets are too large for it.</exception>
    public static async Task<IpAddress?> AskAsync(NetworkNamespace from, IpAddress to, int? size, TimeSpan again, CancellationToken patience)
    {
        bool isSix = to.Family == IpFamily.IPv6;
        using Socket socket = NamespaceSockets.Create(from, to.Family, SocketType.Raw, isSix ? ProtocolType.IcmpV6 : ProtocolType.Icmp);
        int length = HeaderSize;
        if (size is int bytes)
        {
            WholePackets.Require(socket, to.Family);
            length += WholePackets.PayloadOf(bytes, to.Family);
        }
        await socket.ConnectAsync(new IPEndPoint(to.ToIPAddress(), 0), patience);
        ushort identifier = (ushort)Interlocked.Increment(ref lastIdentifier);
        byte[] question = Question(isSix, identifier, length);
        Task answer = AnswerAsync(socket, isSix, identifier, length, patience);
        while (!answer.IsCompleted)
        {
            await NamespaceSockets.TrySendAsync(socket, question, patience);
            await Task.WhenAny(answer, Task.Delay(again, patience));
            patience.ThrowIfCancellationRequested();
        }
        await answer;
        return null;
    }

    private static byte[] Question(bool isSix, ushort identifier, int length)
    {
        byte[] message = new byte[length];
        message[0] = (byte)(isSix ? 128 : 8);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), identifier);
        // Of ICMPv6 the kernel computes the checksum itself; of ICMP (RFC 1071) there are two words that are not zero.
        uint sum = ((uint)message[0] << 8) + identifier;
        if (!isSix)
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), (ushort)~((sum & ushort.MaxValue) + (sum >> 16)));
        return message;
    }

    private static async Task AnswerAsync(Socket socket, bool isSix, ushort identifier, int expected, CancellationToken patience)
    {
        byte[] buffer = new byte[ushort.MaxValue];
        while (true)
        {
            int length = await socket.ReceiveAsync(buffer, patience);
            // A raw socket of IPv4 gives the IP header, too.
            int start = isSix ? 0 : (buffer[0] & 0xf) * 4;
            if (length == start + expected && buffer[start] == (isSix ? 129 : 0) && BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(start + 4)) == identifier)
                return;
        }
    }
}
