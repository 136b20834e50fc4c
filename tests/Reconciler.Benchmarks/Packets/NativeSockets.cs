using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace Reconciler.Benchmarks.Packets;

/// <summary>The system calls of connections without anything around them: what is compared is what the kernel does in between.</summary>
internal static partial class NativeSockets
{
    private const int InternetFamily = 2; // AF_INET
    private const int Stream = 1; // SOCK_STREAM
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int Linger = 13; // SO_LINGER

    /// <summary>Makes a connection to an address and resets it, so that nothing of it stays behind.</summary>
    public static void Touch(ReadOnlySpan<byte> address)
    {
        int socket = Socket(InternetFamily, Stream, 0);
        // l_onoff = 1, l_linger = 0: close sends a reset.
        long reset = 1;
        _ = SetOption(socket, SocketLevel, Linger, in reset, sizeof(long));
        if (Connect(socket, in MemoryMarshal.GetReference(address), address.Length) != 0)
            throw new InvalidOperationException("connect: " + Marshal.GetLastPInvokeErrorMessage());
        _ = Close(socket);
    }

    /// <summary>Accepts a connection and closes it.</summary>
    /// <returns>Whether there was one; otherwise the listener was shut down.</returns>
    public static bool Serve(int listener)
    {
        int accepted = Accept(listener, 0, 0, 0);
        if (accepted >= 0)
            _ = Close(accepted);
        return accepted >= 0 || Marshal.GetLastPInvokeError() is ConnectionAborted or Interrupted;
    }

    /// <summary>Wakes whoever waits for connections.</summary>
    public static void ShutDown(int listener)
    {
        const int Both = 2;
        _ = ShutDown(listener, Both);
    }

    /// <summary>Has the calling thread run on the first processor only, or on all.</summary>
    public static void Pin(bool toFirst)
    {
        ulong mask = toFirst ? 1 : ulong.MaxValue;
        _ = SetAffinity(0, sizeof(ulong), in mask);
    }

    /// <summary><c>struct sockaddr_in</c> of netinet/in.h.</summary>
    public static byte[] AddressOf(IPEndPoint end)
    {
        byte[] address = new byte[16];
        address[0] = InternetFamily;
        BinaryPrimitives.WriteUInt16BigEndian(address.AsSpan(2), (ushort)end.Port);
        end.Address.GetAddressBytes().CopyTo(address, 4);
        return address;
    }

    private const int Interrupted = 4; // EINTR
    private const int ConnectionAborted = 103; // ECONNABORTED

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "setsockopt")]
    private static partial int SetOption(int socket, int level, int option, in long value, int length);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int Connect(int socket, in byte address, int length);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    private static partial int Accept(int socket, nint address, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int socket);

    [LibraryImport("libc", EntryPoint = "shutdown")]
    private static partial int ShutDown(int socket, int how);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint length, in ulong mask);
}
