using System.Runtime.InteropServices;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Route;

/// <summary><c>NETNSA_*</c> of linux/net_namespace.h.</summary>
public enum NamespaceIdAttribute : ushort
{
    /// <summary><c>NETNSA_NSID</c>: s32, -1 = none.</summary>
    Id = 1,

    /// <summary><c>NETNSA_FD</c>: u32, a file descriptor of the sender.</summary>
    Descriptor = 3,
}

/// <summary>The header of a namespace id's messages: <c>struct rtgenmsg</c> of linux/rtnetlink.h.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct NamespaceIdHeader(AddressFamily Family);

/// <summary>By which numbers one namespace's messages name the others (<c>RTM_GETNSID</c>).</summary>
public static class NamespaceIdMessage
{
    /// <summary>Appends a request for the id of the namespace of a file descriptor.</summary>
    public static void WriteGet(MessageWriter writer, int descriptor)
    {
        using Scope<NamespaceIdAttribute> message = writer.Begin<NamespaceIdAttribute>((ushort)RouteMessageType.GetNamespaceId, MessageFlags.None);
        message.Struct(new NamespaceIdHeader(AddressFamily.Unspecified));
        message.Put(NamespaceIdAttribute.Descriptor, descriptor);
    }

    /// <summary>Appends a request to give the namespace of a file descriptor an id, of the kernel's choice; refused with <see cref="Errno.EEXIST"/> when it has one.</summary>
    public static void WriteNew(MessageWriter writer, int descriptor)
    {
        using Scope<NamespaceIdAttribute> message = writer.Begin<NamespaceIdAttribute>((ushort)RouteMessageType.NewNamespaceId, MessageFlags.None);
        message.Struct(new NamespaceIdHeader(AddressFamily.Unspecified));
        message.Put(NamespaceIdAttribute.Id, -1);
        message.Put(NamespaceIdAttribute.Descriptor, descriptor);
    }

    /// <summary>Reads an <c>RTM_NEWNSID</c> or <c>RTM_DELNSID</c>; <c>null</c>: the namespace has no id here.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public static int? Read(MessageView message)
    {
        foreach (AttributeView<NamespaceIdAttribute> attribute in message.Read<NamespaceIdHeader, NamespaceIdAttribute>(out _))
        {
            if (attribute.Type == NamespaceIdAttribute.Id && attribute.As<int>() >= 0)
                return attribute.As<int>();
        }

        return null;
    }
}
