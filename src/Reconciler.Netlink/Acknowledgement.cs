using System.Runtime.InteropServices;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink;

/// <summary>The attributes of an extended acknowledgement: <c>NLMSGERR_ATTR_*</c> of linux/netlink.h.</summary>
internal enum AcknowledgementAttribute : ushort
{
    /// <summary><c>NLMSGERR_ATTR_MSG</c>: text.</summary>
    Message = 1,

    /// <summary><c>NLMSGERR_ATTR_OFFS</c>: where the attribute at fault begins, in bytes from the request's header.</summary>
    Offset = 2,

    /// <summary><c>NLMSGERR_ATTR_MISS_TYPE</c>: the number of an attribute that is missing.</summary>
    MissingType = 5,

    /// <summary><c>NLMSGERR_ATTR_MISS_NEST</c>: where the attribute begins in which it is missing.</summary>
    MissingNest = 6,
}

/// <summary>What the kernel says about one request: <c>struct nlmsgerr</c> and its extended attributes.</summary>
/// <param name="Errno">0: it was carried out.</param>
/// <param name="Message">The kernel's words.</param>
/// <param name="Offset">Where the attribute at fault begins in the request.</param>
internal readonly record struct Acknowledgement(Errno Errno, string? Message, int? Offset)
{
    /// <summary>Reads a message of type <see cref="ControlMessageType.Error"/>.</summary>
    public static Acknowledgement Read(MessageView message)
    {
        Errno errno = ErrnoOf(message);
        if (message.Payload.Length < sizeof(int) + MessageHeader.Size)
            throw new NetlinkFormatException($"Acknowledgement of {message.Payload.Length} bytes.");
        // Without NLM_F_CAPPED the whole request is repeated between error and attributes.
        MessageHeader request = MemoryMarshal.Read<MessageHeader>(message.Payload[sizeof(int)..]);
        int repeated = message.Header.Flags.HasFlag(MessageFlags.Capped) ? MessageHeader.Size : (int)Math.Min(request.Length, int.MaxValue / 2);
        return ReadAttributes(message, errno, sizeof(int) + Alignment.Align(repeated));
    }

    /// <summary>Reads a message of type <see cref="ControlMessageType.Done"/>.</summary>
    public static Acknowledgement ReadDone(MessageView message) => ReadAttributes(message, ErrnoOf(message), sizeof(int));

    /// <summary>The exception for a refusal; <c>null</c> for success.</summary>
    /// <param name="request">Its position in <paramref name="requests"/>.</param>
    public NetlinkException? ToException(MessageWriter requests, int request) => Errno == 0
        ? null
        : new NetlinkException(Errno, request, Message, Offset is int offset ? requests.PathAt(request, offset) : null);

    private static Acknowledgement ReadAttributes(MessageView message, Errno errno, int start)
    {
        Acknowledgement result = new(errno, null, null);
        if (!message.Header.Flags.HasFlag(MessageFlags.AcknowledgeAttributes) || start >= message.Payload.Length)
            return result;
        foreach (AttributeView<AcknowledgementAttribute> attribute in new AttributeReader<AcknowledgementAttribute>(message.Payload[start..]))
        {
            result = attribute.Type switch
            {
                AcknowledgementAttribute.Message => result with { Message = attribute.Text },
                AcknowledgementAttribute.Offset or AcknowledgementAttribute.MissingNest => result with { Offset = (int)attribute.As<uint>() },
                _ => result,
            };
        }

        return result;
    }

    private static Errno ErrnoOf(MessageView message) => message.Payload.Length >= sizeof(int)
        ? (Errno)(-MemoryMarshal.Read<int>(message.Payload))
        : throw new NetlinkFormatException($"Message of type {message.Header.Type} without an error number.");
}
