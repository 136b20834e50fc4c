using System.Runtime.InteropServices;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Tracing;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink;

/// <summary>Turns a message into a value; the message's bytes are gone when it returns.</summary>
public delegate TValue MessageParser<out TValue>(MessageView message);

/// <summary>
/// A socket of one protocol in one network namespace. It stays in the namespace where it was opened, from wherever it is used, and
/// keeps that namespace alive. Not safe for use by several threads at once.
/// </summary>
public sealed class NetlinkConnection : IDisposable
{
    /// <summary>
    /// How many requests go out in one <c>sendmsg</c>. Thousands are not faster, and their refusals would not fit into the receive
    /// buffer: the kernel answers all of them before the call returns.
    /// </summary>
    private const int RequestsPerSend = 200;

    private const int BytesPerSend = 128 * 1024;
    private const int DumpAttempts = 20;

    // One for each thread, as the buffer for what is received: thousands of connections are asked for dumps.
    [ThreadStatic]
    private static MessageWriter? threadRequest;

    private readonly NetlinkSocket socket;
    private uint lastSequence;

    private NetlinkConnection(NetlinkSocket socket) => this.socket = socket;

    /// <summary>Opens a socket in a namespace.</summary>
    /// <exception cref="NetlinkException">The kernel does not have the protocol, or the namespace cannot be entered.</exception>
    public static NetlinkConnection Open(NetworkNamespace where, NetlinkProtocol protocol, NetlinkTrace? trace = null) =>
        where.Run(() => OpenHere(where, protocol, trace));

    /// <summary>Opens a socket in the namespace that the calling thread has entered (<see cref="NetworkNamespace.RunEach"/>).</summary>
    /// <param name="where">That namespace.</param>
    /// <exception cref="NetlinkException">The kernel does not have the protocol.</exception>
    public static NetlinkConnection OpenHere(NetworkNamespace where, NetlinkProtocol protocol, NetlinkTrace? trace = null) =>
        new(NetlinkSocket.Open(protocol, where.ToString(), trace));

    /// <summary>Sends all requests, many at a time, and waits until the kernel has carried them out.</summary>
    /// <exception cref="NetlinkException">
    /// The first one that was refused. Those sent together with it were carried out where possible, those after them not sent.
    /// </exception>
    public void Request(MessageWriter requests)
    {
        for (int first = 0; first < requests.Count;)
        {
            int end = EndOfSend(requests, first);
            Number(requests, first, end, MessageFlags.None);
            SendFenced(BytesOf(requests, first, end));
            Settle(requests, first, end);
            first = end;
        }
    }

    /// <summary>Sends all messages in one piece, as an nfnetlink batch wants to be sent, and waits until the kernel has taken them.</summary>
    /// <exception cref="NetlinkException">The first one that was refused; then none took effect.</exception>
    public void Transact(MessageWriter batch)
    {
        Number(batch, 0, batch.Count, MessageFlags.None);
        SendFenced(batch.Bytes);
        Settle(batch, 0, batch.Count);
    }

    /// <summary>Sends requests that are each answered with one message, and gives the answers in their order.</summary>
    /// <exception cref="NetlinkException">The first one that was refused.</exception>
    public IReadOnlyList<TValue> Get<TValue>(MessageWriter requests, MessageParser<TValue> parse)
    {
        List<TValue> answers = [];
        for (int first = 0; first < requests.Count;)
        {
            int end = EndOfSend(requests, first);
            Number(requests, first, end, MessageFlags.None);
            SendFenced(BytesOf(requests, first, end));
            Settle(requests, first, end, message => answers.Add(parse(message)));
            first = end;
        }

        return answers;
    }

    /// <summary>Sends one request for all objects of a kind. When they change while they are read, it reads them again.</summary>
    /// <param name="write">Writes the request.</param>
    /// <param name="parse">Asks for nothing itself.</param>
    /// <exception cref="NetlinkException">The kernel refused, or the objects never stood still.</exception>
    public IReadOnlyList<TValue> Dump<TValue>(Action<MessageWriter> write, MessageParser<TValue> parse)
    {
        MessageWriter request = threadRequest ??= new();
        request.Clear();
        write(request);
        List<TValue> values = [];
        for (int attempt = 0; attempt < DumpAttempts; attempt++)
        {
            values.Clear();
            Number(request, 0, 1, MessageFlags.Dump);
            socket.Send(request.Bytes);
            try
            {
                if (IsConsistent(request, message => values.Add(parse(message))))
                    return values;
            }
            catch (NetlinkException) when (socket.AskForReasons())
            {
                // Refused, which most never are: once more, to hear why.
            }
        }

        throw new NetlinkException(Errno.EINTR, 0, $"the objects changed during each of {DumpAttempts} attempts to read them");
    }

    /// <summary>
    /// The index of a link by its name. It is no request: the kernel answers those about links one after the other for all namespaces (RTNL),
    /// and this takes no lock.
    /// </summary>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is none.</exception>
    public int IndexOf(string link) => socket.IndexOf(link);

    /// <summary>Closes the socket.</summary>
    public void Dispose() => socket.Dispose();

    private static int EndOfSend(MessageWriter requests, int first)
    {
        int limit = Math.Min(requests.Count, first + RequestsPerSend);
        int start = requests.OffsetOf(first);
        int end = first + 1;
        while (end < limit && requests.OffsetOf(end) + requests.Message(end).Length - start <= BytesPerSend)
            end++;
        return end;
    }

    private void Number(MessageWriter messages, int first, int end, MessageFlags flags)
    {
        for (int i = first; i < end; i++)
        {
            ref MessageHeader header = ref messages.HeaderOf(i);
            header = header with { Sequence = ++lastSequence, Flags = header.Flags | flags };
        }
    }

    private static ReadOnlySpan<byte> BytesOf(MessageWriter messages, int first, int end) =>
        messages.Bytes[messages.OffsetOf(first)..(end == messages.Count ? messages.Length : messages.OffsetOf(end))];

    // Requests carry no NLM_F_ACK: refusals are answered anyway. An acknowledged no-operation behind them tells when all are done.
    private void SendFenced(ReadOnlySpan<byte> messages)
    {
        socket.AskForReasons();
        MessageHeader fence = new(MessageHeader.Size, (ushort)ControlMessageType.NoOperation, MessageFlags.Request | MessageFlags.Acknowledge, ++lastSequence, 0);
        ReadOnlySpan<byte> behind = MemoryMarshal.AsBytes(new ReadOnlySpan<MessageHeader>(in fence));
        if (socket.Protocol != NetlinkProtocol.Netfilter)
        {
            socket.Send(messages, behind);
            return;
        }
        // What stands behind the end of a batch it does not look at, and without CAP_NET_ADMIN at nothing behind the first message
        // (nfnetlink_rcv of net/netfilter/nfnetlink.c).
        socket.Send(messages);
        socket.Send(behind);
    }

    // The fence has the last sequence number, the requests those before it.
    private void Settle(MessageWriter requests, int first, int end, Action<MessageView>? answer = null)
    {
        uint firstSequence = lastSequence - (uint)(end - first);
        NetlinkException? refusal = null;
        for (bool settled = false; !settled;)
        {
            foreach (MessageView message in new MessageReader(socket.Receive()))
            {
                uint position = message.Header.Sequence - firstSequence;
                if (position > (uint)(end - first))
                    continue;
                if (message.Header.Type != (ushort)ControlMessageType.Error)
                    answer?.Invoke(message);
                else if (position == (uint)(end - first))
                    settled = true;
                else
                    refusal ??= Acknowledgement.Read(message).ToException(requests, first + (int)position);
            }
        }

        if (refusal is not null)
            throw refusal;
    }

    private bool IsConsistent(MessageWriter request, Action<MessageView> each)
    {
        bool consistent = true;
        while (true)
        {
            foreach (MessageView message in new MessageReader(socket.Receive()))
            {
                if (message.Header.Sequence != lastSequence)
                    continue;
                consistent &= !message.Header.Flags.HasFlag(MessageFlags.DumpInterrupted);
                switch ((ControlMessageType)message.Header.Type)
                {
                    case ControlMessageType.Done:
                        return Acknowledgement.ReadDone(message).ToException(request, 0) is { } failure ? throw failure : consistent;
                    case ControlMessageType.Error:
                        throw Acknowledgement.Read(message).ToException(request, 0)
                            ?? new NetlinkFormatException("An acknowledgement in answer to a dump.") as Exception;
                    case ControlMessageType.Overrun:
                        throw new NetlinkException(Errno.ENOBUFS);
                    default:
                        each(message);
                        break;
                }
            }
        }
    }
}
