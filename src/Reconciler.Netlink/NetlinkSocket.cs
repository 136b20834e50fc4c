using Reconciler.Netlink.Tracing;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink;

/// <summary>A netlink socket: whole datagrams out and in.</summary>
internal sealed class NetlinkSocket : IDisposable
{
    // The kernel fills dump datagrams up to 32 KiB; a smaller buffer would cut them and lose the end of the dump.
    private const int ReceiveBytes = 64 * 1024;

    // Room for the answers to one send, for a transaction of tens of thousands of elements, and for news that nobody takes at once. The
    // thousands of sockets that send a few requests each do without: those and their refusals fit into what the kernel gives everybody.
    private const int LargeBuffer = 8 * 1024 * 1024;
    private const int FewRequests = 4 * 1024;

    // One for each thread and not for each socket: thousands of namespaces have theirs open at the same time, and what is in it is
    // taken out before anything else is received.
    [ThreadStatic]
    private static byte[]? threadBuffer;

    private readonly DescriptorHandle handle;
    private readonly string where;
    private readonly NetlinkTrace? trace;
    private bool isLarge;
    private bool hasReasons;

    private NetlinkSocket(DescriptorHandle handle, NetlinkProtocol protocol, string where, NetlinkTrace? trace)
    {
        this.handle = handle;
        Protocol = protocol;
        this.where = where;
        this.trace = trace;
    }

    /// <summary>Opens a socket in the network namespace of the calling thread.</summary>
    public static NetlinkSocket Open(NetlinkProtocol protocol, string where, NetlinkTrace? trace)
    {
        DescriptorHandle handle = Sys.NetlinkSocket((int)protocol);
        // Of nf_tables there is nothing to filter.
        if (protocol != NetlinkProtocol.Netfilter)
            Sys.SetOption(handle, NetlinkOption.StrictChecking);
        return new NetlinkSocket(handle, protocol, where, trace);
    }

    /// <summary>Lets the kernel say why it refuses a request, and not repeat it. Thousands of sockets are only asked for dumps, which it does not refuse.</summary>
    /// <returns>Whether it did not before.</returns>
    public bool AskForReasons()
    {
        if (hasReasons)
            return false;
        Sys.SetOption(handle, NetlinkOption.ExtendedAcknowledgement);
        Sys.SetOption(handle, NetlinkOption.CappedAcknowledgement);
        return hasReasons = true;
    }

    public DescriptorHandle Handle => handle;

    public NetlinkProtocol Protocol { get; }

    public void Send(ReadOnlySpan<byte> datagram) => Send(datagram, []);

    /// <summary>Sends two pieces as one datagram.</summary>
    public void Send(ReadOnlySpan<byte> messages, ReadOnlySpan<byte> behind)
    {
        Trace(TraceDirection.Sent, messages);
        Trace(TraceDirection.Sent, behind);
        if (messages.Length > FewRequests)
            Enlarge();
        Sys.Send(handle, messages, behind);
    }

    private static byte[] Buffer => threadBuffer ??= GC.AllocateUninitializedArray<byte>(ReceiveBytes);

    /// <summary>Waits for a datagram; it is valid until the thread receives another, of this socket or any.</summary>
    public ReadOnlySpan<byte> Receive()
    {
        byte[] buffer = Buffer;
        int length = Sys.Receive(handle, buffer);
        if (length > buffer.Length)
            throw new NetlinkFormatException($"A datagram of {length} bytes, expected at most {buffer.Length}.");
        ReadOnlySpan<byte> datagram = buffer.AsSpan(0, length);
        Trace(TraceDirection.Received, datagram);
        return datagram;
    }

    /// <summary>The index of an interface of its namespace.</summary>
    public int IndexOf(string name) => Sys.IndexOf(handle, name);

    /// <summary>Becomes a member of some of the first 32 multicast groups of the protocol.</summary>
    public void Join(IReadOnlyList<int> groups)
    {
        Enlarge();
        Sys.JoinGroups(handle, groups);
    }

    /// <summary>Hears of the namespaces as well that have a number in the socket's.</summary>
    public void ListenToAll() => Sys.SetOption(handle, NetlinkOption.ListenToAllNamespaces);

    /// <summary>The next datagram that is there already, valid until the thread receives another; <c>false</c> when there is none.</summary>
    /// <param name="namespaceId">The namespace that it is about, by its number in the socket's; <c>null</c>: the socket's own.</param>
    /// <param name="isOverrun">Becomes true when datagrams were lost.</param>
    public bool TryReceive(out ReadOnlySpan<byte> datagram, out int? namespaceId, ref bool isOverrun)
    {
        datagram = default;
        byte[] buffer = Buffer;
        int length = Sys.TryReceive(handle, buffer, out namespaceId, ref isOverrun);
        if (length < 0)
            return false;
        datagram = buffer.AsSpan(0, length);
        Trace(TraceDirection.Received, datagram);
        return true;
    }

    public void Dispose() => handle.Dispose();

    private void Enlarge()
    {
        if (!isLarge)
            Sys.SetBuffers(handle, LargeBuffer);
        isLarge = true;
    }

    private void Trace(TraceDirection direction, ReadOnlySpan<byte> datagram)
    {
        if (trace is null)
            return;
        foreach (MessageView message in new MessageReader(datagram))
            trace(new TracedMessage(direction, Protocol, where, message));
    }
}
