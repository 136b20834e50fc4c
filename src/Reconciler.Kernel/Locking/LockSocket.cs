using System.Net.Sockets;
using System.Runtime.InteropServices;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Locking;

/// <summary>
/// A Unix socket with an abstract name (unix(7)). Such a name belongs to a network namespace, is given to one socket at a time, needs no
/// file system and no privileges, and vanishes with the process, whatever ends it.
/// </summary>
internal static class LockSocket
{
    // SOL_SOCKET and SO_PEERCRED of asm-generic/socket.h.
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;
    private const int MostWaiting = 512;

    // What the framework starts with its first socket must not start in a namespace that somebody has entered: it would stay there.
    static LockSocket() => new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified).Dispose();

    /// <summary>A socket that has the name; <c>null</c> when another one has it.</summary>
    /// <exception cref="SocketException">The kernel refuses.</exception>
    public static Socket? TryHold(NetworkNamespace host, string name)
    {
        Socket socket = Create(host);
        try
        {
            socket.Bind(Named(name));
            socket.Listen(MostWaiting);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            if (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
                return null;
            throw;
        }
    }

    /// <summary>
    /// A connection with who has the name; it ends when that one does. <c>null</c>: nobody has it any more, or not quite yet, or very many
    /// wait.
    /// </summary>
    public static Socket? TryConnect(NetworkNamespace host, string name)
    {
        Socket socket = Create(host);
        socket.Blocking = false;
        try
        {
            socket.Connect(Named(name));
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            if (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.WouldBlock)
                return null;
            throw;
        }
    }

    /// <summary>Who listens at the other end.</summary>
    public static LockHolder HolderOf(Socket connection)
    {
        Span<int> credentials = stackalloc int[3];
        connection.GetRawSocketOption(SocketLevel, PeerCredentials, MemoryMarshal.AsBytes(credentials));
        return LockHolder.Of(credentials[0], (uint)credentials[1]);
    }

    /// <summary>Whether somebody may have a say: root, and the user that this process is.</summary>
    public static bool IsTrusted(LockHolder other) => other.User == 0 || other.User == ProtectedFile.EffectiveUser;

    /// <summary>Waits until the other end is closed: nobody ever says anything.</summary>
    public static async Task WaitForEndAsync(Socket connection, CancellationToken cancellation)
    {
        try
        {
            _ = await connection.ReceiveAsync(new byte[1], cancellation).ConfigureAwait(false);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // A connection that was never accepted ends so.
        }
    }

    private static Socket Create(NetworkNamespace host) => host.Run(() => new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));

    private static UnixDomainSocketEndPoint Named(string name) => new('\0' + name);
}
