using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>What a rule looks at, as the expressions that load it.</summary>
internal static class Selectors
{
    private static readonly Dictionary<NftSelector, Load> Loads = new()
    {
        [NftSelector.InputInterface] = new(NftType.InterfaceName, to => new MetaExpression(MetaKey.InputInterfaceName, to)),
        [NftSelector.OutputInterface] = new(NftType.InterfaceName, to => new MetaExpression(MetaKey.OutputInterfaceName, to)),
        [NftSelector.Layer4Protocol] = new(NftType.InetProtocol, to => new MetaExpression(MetaKey.Layer4Protocol, to)),
        [NftSelector.IPv4Source] = Payload(NftType.IPv4Address, PayloadBase.Network, 12),
        [NftSelector.IPv4Destination] = Payload(NftType.IPv4Address, PayloadBase.Network, 16),
        [NftSelector.IPv6Source] = Payload(NftType.IPv6Address, PayloadBase.Network, 8),
        [NftSelector.IPv6Destination] = Payload(NftType.IPv6Address, PayloadBase.Network, 24),
        [NftSelector.EtherSource] = Payload(NftType.EtherAddress, PayloadBase.LinkLayer, 6),
        [NftSelector.ArpSource] = Payload(NftType.IPv4Address, PayloadBase.Network, 14),
        [NftSelector.Icmp6Type] = Payload(NftType.Icmp6Type, PayloadBase.Transport, 0),
        [NftSelector.NeighbourTarget] = Payload(NftType.IPv6Address, PayloadBase.Transport, 8),
        [NftSelector.SourcePort] = Payload(NftType.InetService, PayloadBase.Transport, 0),
        [NftSelector.DestinationPort] = Payload(NftType.InetService, PayloadBase.Transport, 2),
    };

    public static NftType TypeOf(NftSelector selector) => Loads[selector].Type;

    public static Expression LoadOf(NftSelector selector, Register to) => Loads[selector].Into(to);

    /// <summary>The loads of several selectors side by side, from the first register on.</summary>
    public static IEnumerable<Expression> LoadsOf(ValueList<NftSelector> key)
    {
        int slot = 0;
        foreach (NftSelector selector in key)
        {
            yield return LoadOf(selector, Register.At(slot));
            slot += TypeLayout.SlotsOf(TypeOf(selector));
        }
    }

    /// <summary>The selector that an expression loads into a register, if it is one that our rules have.</summary>
    public static NftSelector? LoadedBy(Expression expression, Register to)
    {
        foreach ((NftSelector selector, Load load) in Loads)
        {
            if (load.Into(to).Equals(expression))
                return selector;
        }

        return null;
    }

    /// <summary>The selectors whose loads stand at the beginning, side by side from the first register on.</summary>
    public static ValueList<NftSelector> LoadedBy(ReadOnlySpan<Expression> expressions)
    {
        List<NftSelector> key = [];
        int slot = 0;
        while (key.Count < expressions.Length && slot < Register.Slots
            && LoadedBy(expressions[key.Count], Register.At(slot)) is { } selector)
        {
            key.Add(selector);
            slot += TypeLayout.SlotsOf(TypeOf(selector));
        }

        return key.ToValueList();
    }

    private static Load Payload(NftType type, PayloadBase header, uint offset) =>
        new(type, to => new PayloadExpression(header, offset, (uint)TypeLayout.SizeOf(type), to));

    private sealed record Load(NftType Type, Func<Register, Expression> Into);
}
