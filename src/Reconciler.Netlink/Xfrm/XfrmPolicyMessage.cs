using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Xfrm;

/// <summary>What happens to certain packets, as <c>XFRM_MSG_NEWPOLICY</c> carries it, both ways.</summary>
public sealed record XfrmPolicyMessage(XfrmDirection Direction, XfrmSelector Selector)
{
    /// <summary>Lower ones are asked first.</summary>
    public uint Priority { get; init; }

    /// <summary>Whether packets are dropped (<c>XFRM_POLICY_BLOCK</c>) instead of sent by the templates' states.</summary>
    public bool Blocks { get; init; }

    /// <summary><c>XFRMA_TMPL</c>; empty: the packets pass as they are.</summary>
    public IReadOnlyList<XfrmTemplate> Templates { get; init; } = [];

    /// <summary>Whether it is about packets with a mark or of an xfrm interface only; only read.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>Appends an <c>XFRM_MSG_UPDPOLICY</c>: it takes the place of one with the same selector in one instant.</summary>
    public void Write(MessageWriter writer)
    {
        using Scope<XfrmAttribute> message = writer.Begin<XfrmAttribute>((ushort)XfrmMessageType.UpdatePolicy, MessageFlags.None);
        message.Struct(new XfrmPolicyHeader(Selector.ToStructure(), XfrmLimits.None, default, Priority, 0, Direction, (byte)(Blocks ? 1 : 0), 0, 0));
        XfrmTemplateStructure[] templates = [.. Templates.Select(t => t.ToStructure())];
        if (templates.Length > 0)
            message.PutBytes(XfrmAttribute.Templates, MemoryMarshal.AsBytes(templates.AsSpan()));
    }

    /// <summary>Appends an <c>XFRM_MSG_DELPOLICY</c>.</summary>
    public void WriteDelete(MessageWriter writer)
    {
        using Scope<XfrmAttribute> message = writer.Begin<XfrmAttribute>((ushort)XfrmMessageType.DeletePolicy, MessageFlags.None);
        message.Struct(new XfrmPolicyIdentity(Selector.ToStructure(), 0, Direction));
    }

    /// <summary>Appends a request for all policies.</summary>
    public static void WriteDump(MessageWriter writer) =>
        writer.Begin<XfrmAttribute>((ushort)XfrmMessageType.GetPolicy, MessageFlags.None).Dispose();

    /// <summary>Reads an <c>XFRM_MSG_NEWPOLICY</c>.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public static XfrmPolicyMessage Read(MessageView message)
    {
        AttributeReader<XfrmAttribute> attributes = message.Read<XfrmPolicyHeader, XfrmAttribute>(out XfrmPolicyHeader header);
        XfrmPolicyMessage policy = new(header.Direction, XfrmSelector.From(header.Selector, header.Selector.Family))
        {
            Priority = header.Priority,
            Blocks = header.Action != 0,
        };
        foreach (AttributeView<XfrmAttribute> attribute in attributes)
        {
            policy = attribute.Type switch
            {
                XfrmAttribute.Templates => policy with { Templates = ReadTemplates(attribute) },
                XfrmAttribute.Mark or XfrmAttribute.InterfaceId => policy with { IsRestricted = true },
                _ => policy,
            };
        }

        return policy;
    }

    internal static XfrmTemplate[] ReadTemplates(AttributeView<XfrmAttribute> attribute)
    {
        if (attribute.Bytes.Length % Unsafe.SizeOf<XfrmTemplateStructure>() != 0)
            throw attribute.Malformed($"{attribute.Bytes.Length} bytes are no whole number of templates");
        List<XfrmTemplate> templates = [];
        foreach (XfrmTemplateStructure template in MemoryMarshal.Cast<byte, XfrmTemplateStructure>(attribute.Bytes))
            templates.Add(XfrmTemplate.From(template));
        return [.. templates];
    }
}
