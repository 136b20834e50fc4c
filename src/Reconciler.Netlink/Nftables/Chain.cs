using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary><c>NFTA_CHAIN_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum ChainAttribute : ushort
{
    Table = 1,
    Handle = 2,
    Name = 3,
    Hook = 4,
    Policy = 5,
    Use = 6,
    Type = 7,
    Flags = 10,
    UserData = 12,
}

/// <summary><c>enum nft_chain_flags</c></summary>
[Flags]
public enum ChainFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary><c>NFT_CHAIN_BASE</c>; the kernel derives it from the hook.</summary>
    Base = 1,

    /// <summary><c>NFT_CHAIN_HW_OFFLOAD</c></summary>
    HardwareOffload = 2,

    /// <summary><c>NFT_CHAIN_BINDING</c>: it belongs to the rule that jumps to it, and goes with it.</summary>
    Binding = 4,
}

/// <summary>A chain, without its rules.</summary>
public sealed record Chain(NetfilterFamily Family, string Table, string Name)
{
    /// <summary>Where the kernel calls it; null for a chain that others jump to.</summary>
    public BaseChain? Base { get; init; }

    /// <summary><c>NFTA_CHAIN_FLAGS</c></summary>
    public ChainFlags Flags { get; init; }

    /// <summary><c>NFTA_CHAIN_USERDATA</c>: at most 256 bytes, fixed when the chain is made.</summary>
    public Bytes UserData { get; init; }

    /// <summary>Reads a <see cref="NftablesMessageType.NewChain"/>.</summary>
    /// <exception cref="NetlinkFormatException">It is malformed.</exception>
    public static Chain Read(MessageView message)
    {
        Chain chain = new(NetfilterFamily.Unspecified, "", "");
        BaseChain hooked = new("", 0, 0);
        bool hasHook = false;
        foreach (AttributeView<ChainAttribute> attribute in message.Read<NetfilterHeader, ChainAttribute>(out NetfilterHeader header))
        {
            chain = chain with { Family = (NetfilterFamily)header.Family };
            switch (attribute.Type)
            {
                case ChainAttribute.Table: chain = chain with { Table = attribute.Text }; break;
                case ChainAttribute.Name: chain = chain with { Name = attribute.Text }; break;
                case ChainAttribute.Flags: chain = chain with { Flags = (ChainFlags)attribute.Number() }; break;
                case ChainAttribute.UserData: chain = chain with { UserData = Bytes.From(attribute.Bytes) }; break;
                case ChainAttribute.Type: hooked = hooked with { Type = attribute.Text }; break;
                case ChainAttribute.Policy: hooked = hooked with { Policy = (VerdictCode)attribute.Number() }; break;
                case ChainAttribute.Hook:
                    hooked = hooked.WithHook(attribute.Nested<HookAttribute>());
                    hasHook = true;
                    break;
            }
        }

        return hasHook ? chain with { Base = hooked } : chain;
    }

    internal void WriteTo(Scope<ChainAttribute> message)
    {
        message.PutString(ChainAttribute.Table, Table);
        message.PutString(ChainAttribute.Name, Name);
        Base?.WriteTo(message);
        if (Flags != ChainFlags.None)
            message.PutNumber(ChainAttribute.Flags, (uint)Flags);
        if (!UserData.IsEmpty)
            message.PutBytes(ChainAttribute.UserData, UserData.Span);
    }
}
