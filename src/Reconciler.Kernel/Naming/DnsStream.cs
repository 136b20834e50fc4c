using System.Buffers.Binary;
using System.Net.Sockets;

namespace Reconciler.Kernel.Naming;

/// <summary>Messages by TCP: each has its length before it (RFC 1035, section 4.2.2).</summary>
internal static class DnsStream
{
    private const int LengthBytes = 2;

    /// <summary>Sends a message.</summary>
    public static async Task SendAsync(Socket connection, ReadOnlyMemory<byte> message, CancellationToken patience)
    {
        byte[] all = new byte[LengthBytes + message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(all, (ushort)message.Length);
        message.CopyTo(all.AsMemory(LengthBytes));
        await connection.SendAsync(all, patience).ConfigureAwait(false);
    }

    /// <summary>The next message; <c>null</c>: the other end says no more.</summary>
    public static async Task<byte[]?> ReceiveAsync(Socket connection, CancellationToken patience)
    {
        byte[] length = new byte[LengthBytes];
        if (await NamespaceSockets.FillAsync(connection, length, patience).ConfigureAwait(false) < LengthBytes)
            return null;
        byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        return await NamespaceSockets.FillAsync(connection, message, patience).ConfigureAwait(false) == message.Length ? message : null;
    }
}
