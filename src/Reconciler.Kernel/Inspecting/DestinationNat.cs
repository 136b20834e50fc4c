using Reconciler.Core.Documents;
using Reconciler.Core.Inspecting;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;

namespace Reconciler.Kernel.Inspecting;

/// <summary>
/// Reads rules that translate destinations, from nft or from iptables. Only what they say of protocol, address and port is read; whatever
/// else they ask for, such as an interface, is passed over, and a rule that names no port is none of these.
/// </summary>
internal sealed class DestinationNat
{
    private const int MostMatches = 1 << 16;

    private readonly Func<string, IReadOnlyList<SetElement>> elementsOf;
    private readonly Dictionary<Register, (DestinationField Field, int Size)> loaded = [];
    private List<DestinationMatch> matches = [new()];

    private DestinationNat(Func<string, IReadOnlyList<SetElement>> elementsOf) => this.elementsOf = elementsOf;

    /// <summary>The ports that a rule leads elsewhere.</summary>
    /// <param name="elementsOf">Gives the elements of a set or map of the rule's table.</param>
    public static IEnumerable<ForeignClaim> Of(Rule rule, Func<string, IReadOnlyList<SetElement>> elementsOf)
    {
        DestinationNat reading = new(elementsOf);
        foreach (Expression expression in rule.Expressions)
        {
            if (Translated(expression, rule.Family) is NetfilterFamily family)
                return reading.matches.Select(m => m.By(new($"{rule.Family.Word()} {rule.Table}", rule.Chain), family)).OfType<ForeignClaim>();
            reading.Take(expression);
        }
        return [];
    }

    // The family whose destinations an expression translates. iptables has targets of its own for it.
    private static NetfilterFamily? Translated(Expression expression, NetfilterFamily table) => expression switch
    {
        NatExpression { Type: NatType.Destination } nat => nat.Family,
        OpaqueExpression { Name: "redir" } => table,
        OpaqueExpression { Name: "target" } target => XtExpression.NameOf(target) is "DNAT" or "REDIRECT" ? table : null,
        _ => null,
    };

    private void Take(Expression expression)
    {
        switch (expression)
        {
            case MetaExpression meta:
                Load(meta.Destination, meta.Key == MetaKey.Layer4Protocol ? (DestinationField.Protocol, 1) : null);
                break;
            case PayloadExpression payload:
                Load(payload.Destination, FieldOf(payload));
                break;
            case BitwiseExpression masked:
                loaded.Remove(masked.Destination);
                break;
            case CompareExpression compare when loaded.TryGetValue(compare.Source, out (DestinationField Field, int Size) known) && compare.Value.Length == known.Size:
                matches = [.. matches.Select(m => m.Where(known.Field, compare.Operation, compare.Value.Span))];
                break;
            case LookupExpression { Inverted: false } lookup:
                Look(lookup);
                break;
            case OpaqueExpression { Name: "match" } match when XtExpression.PortsOf(match) is PortRange ports:
                matches = [.. matches.Select(m => m with { Ports = ports })];
                break;
        }
    }

    private void Load(Register register, (DestinationField Field, int Size)? field)
    {
        loaded.Remove(register);
        if (field is { } known)
            loaded[register] = known;
    }

    // Offsets in struct iphdr, struct ipv6hdr, and whatever follows them.
    private static (DestinationField Field, int Size)? FieldOf(PayloadExpression payload) => payload switch
    {
        { Base: PayloadBase.Transport, Offset: 2, Length: 2 } => (DestinationField.Port, 2),
        { Base: PayloadBase.Network, Offset: 16, Length: 4 } => (DestinationField.Address, 4),
        { Base: PayloadBase.Network, Offset: 24, Length: 16 } => (DestinationField.Address, 16),
        _ => null,
    };

    // Each element is an alternative, if all of its key is known.
    private void Look(LookupExpression lookup)
    {
        (DestinationField Field, int Size)[] fields = [.. FieldsFrom(lookup.Source)];
        if (!fields.Any(f => f.Field == DestinationField.Port))
            return;
        SetElement[] elements = [.. elementsOf(lookup.Set).Where(e => e.Flags == ElementFlags.None && e.Key.Length == LengthOf(fields))];
        // Sets of sets multiply; what so many say together is not read.
        if ((long)matches.Count * elements.Length <= MostMatches)
            matches = [.. matches.SelectMany(m => elements.Select(e => With(m, e.Key, fields)))];
    }

    // A key of one field is not padded.
    private static int LengthOf((DestinationField Field, int Size)[] fields) => fields is [var single] ? single.Size : fields.Sum(f => Padded(f.Size));

    private static DestinationMatch With(DestinationMatch match, Bytes key, (DestinationField Field, int Size)[] fields)
    {
        int start = 0;
        foreach ((DestinationField field, int size) in fields)
        {
            match = match.Where(field, Comparison.Equal, key.Span.Slice(start, size));
            start += Padded(size);
        }
        return match;
    }

    private IEnumerable<(DestinationField Field, int Size)> FieldsFrom(Register register)
    {
        int slot = Enumerable.Range(0, Register.Slots).Where(s => Register.At(s) == register).DefaultIfEmpty(Register.Slots).First();
        while (slot < Register.Slots && loaded.TryGetValue(Register.At(slot), out (DestinationField Field, int Size) field))
        {
            yield return field;
            slot += Padded(field.Size) / sizeof(uint);
        }
    }

    private static int Padded(int size) => (size + 3) & ~3;
}
