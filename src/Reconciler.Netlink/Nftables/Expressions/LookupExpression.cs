using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary><c>NFTA_LOOKUP_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum LookupAttribute : ushort
{
    Set = 1,
    Source = 2,
    Destination = 3,
    SetId = 4,
    Flags = 5,
}

/// <summary><c>lookup</c>: ends the rule unless the key is in the set; of a map, loads what the map gives for it.</summary>
/// <param name="Set">Its name, in the same table.</param>
/// <param name="Source">Where the key begins; it is as long as the set's keys.</param>
/// <param name="Destination">Where a map's data goes; null for a mere test.</param>
/// <param name="Inverted"><c>NFT_LOOKUP_F_INV</c>: ends the rule when the key is in the set.</param>
public sealed record LookupExpression(string Set, Register Source, Register? Destination = null, bool Inverted = false) : Expression
{
    internal const string KernelName = "lookup";

    private const uint Invert = 1;

    /// <inheritdoc/>
    public override string Name => KernelName;

    internal static LookupExpression? Read(AttributeReader<LookupAttribute> attributes)
    {
        string? set = null;
        Register? source = null, destination = null;
        uint flags = 0;
        foreach (AttributeView<LookupAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case LookupAttribute.Set: set = attribute.Text; break;
                case LookupAttribute.Source: source = attribute.Register(); break;
                case LookupAttribute.Destination: destination = attribute.Register(); break;
                case LookupAttribute.SetId: break;
                case LookupAttribute.Flags: flags = attribute.Number(); break;
                default: return null;
            }
        }

        return set is not null && source is { } s && flags is 0 or Invert ? new(set, s, destination, flags == Invert) : null;
    }

    private protected override void WriteData(Scope<ExpressionAttribute> element)
    {
        using Scope<LookupAttribute> data = element.Nest<LookupAttribute>(ExpressionAttribute.Data);
        data.PutRegister(LookupAttribute.Source, Source);
        if (Destination is { } destination)
            data.PutRegister(LookupAttribute.Destination, destination);
        data.PutString(LookupAttribute.Set, Set);
        if (Inverted)
            data.PutNumber(LookupAttribute.Flags, Invert);
    }
}
