using System.Net;
using System.Net.Sockets;
using Reconciler.Core.Values;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>A datagram that is sent until it is answered, with the address by which one is seen.</summary>
internal static class UdpQuestion
{
    private static readonly byte[] Hello = "hello"u8.ToArray();

    /// <param name="size">Of packets that must pass whole both ways; <c>null</c>: any.</param>
    /// <exception cref="OperationCanceledException">No answer came.</exception>
    /// <exception cref="SocketException">It is refused, there is no way, or packets are too large for it.</exception>
    public static async Task<IpAddress?> AskAsync(NetworkNamespace from, IpAddress to, ushort port, int? size, TimeSpan again, CancellationToken patience)
    {
        using Socket socket = NamespaceSockets.Create(from, to.Family, SocketType.Dgram, ProtocolType.Udp);
        byte[] question = Hello;
        if (size is int bytes)
        {
            WholePackets.Require(socket, to.Family);
            question = new byte[WholePackets.PayloadOf(bytes, to.Family)];
        }
        await socket.ConnectAsync(new IPEndPoint(to.ToIPAddress(), port), patience);
        byte[] buffer = new byte[Math.Max(question.Length, to.Width / 8)];
        Task<int> answer = socket.ReceiveAsync(buffer, patience).AsTask();
        while (!answer.IsCompleted)
        {
            await NamespaceSockets.TrySendAsync(socket, question, patience);
            await Task.WhenAny(answer, Task.Delay(again, patience));
            patience.ThrowIfCancellationRequested();
        }
        int length = await answer;
        int width = to.Width / 8;
        return length < width ? null : IpAddress.FromBytes(buffer.AsSpan(0, width));
    }
}
