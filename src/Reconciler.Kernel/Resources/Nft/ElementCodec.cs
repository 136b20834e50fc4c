using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>Elements of sets and maps to and from the kernel's.</summary>
internal static class ElementCodec
{
    /// <summary>The kernel's elements for one of ours: two for a range of a key that is one value, otherwise one.</summary>
    public static SetElements Write(NftElement element) =>
        new((NetfilterFamily)element.Table.Family, element.Table.Name, element.Set, [.. KernelElements(element)]);

    /// <summary>A set's elements, all of which must be given: ranges are made of two.</summary>
    public static IEnumerable<NftElement> Read(NftSet set, IReadOnlyList<SetElement> elements) =>
        IsMadeOfSeveral(set)
            ? IntervalElements.Join(elements).Select(e => Element(set, e))
            : elements.Select(e => Element(set, e));

    /// <summary>Whether an element of ours is up to two of the kernel's, which one alone does not tell.</summary>
    public static bool IsMadeOfSeveral(NftSet set) => set.Interval && set.Key.Count == 1;

    private static IEnumerable<SetElement> KernelElements(NftElement element)
    {
        SetElement single = new(element.Key is [NftValue.Any] ? [] : KeyBytes.FirstOf(element.Key))
        {
            Data = DataOf(element.Data),
            Flags = element.Key is [NftValue.Any] ? ElementFlags.CatchAll : ElementFlags.None,
            Others = element.Options is null ? [] : Bytes.FromHex(element.Options),
        };
        if (!element.Key.Any(value => value is NftValue.Prefix or NftValue.Range))
            return [single];
        SetElement range = single with { KeyEnd = KeyBytes.LastOf(element.Key) };
        return element.Key.Count == 1 ? IntervalElements.Split(range) : [range];
    }

    private static NftElement Element(NftSet set, SetElement element)
    {
        // The kernel gives each element what its set says.
        Bytes options = set.Counter ? element.Others : element.Options;
        return new(set.Table, set.Name, KeyOf(set, element))
        {
            Data = DataOf(set.Data, element.Data),
            Options = options.IsEmpty ? null : options.ToString(),
        };
    }

    private static ValueList<NftValue> KeyOf(NftSet set, SetElement element)
    {
        if (element.Flags.HasFlag(ElementFlags.CatchAll))
            return [new NftValue.Any()];
        if (set.Interval && set.Key.Count == 1 && element.KeyEnd is { } last)
            return [ValueBytes.ReadRange(set.Key[0], element.Key.Span, last.Span)];
        return set.Interval
            ? KeyBytes.ReadRange(set.Key, element.Key, element.KeyEnd ?? element.Key)
            : KeyBytes.Read(set.Key, element.Key);
    }

    private static Data? DataOf(ValueList<NftValue> data) => data switch
    {
        [] => null,
        [NftValue.Verdict verdict] => new Data.Verdict(VerdictCodes.Of(verdict.Value), verdict.Chain),
        _ => new Data.Value(KeyBytes.FirstOf(data)),
    };

    private static ValueList<NftValue> DataOf(ValueList<NftType> types, Data? data) => data switch
    {
        null => [],
        Data.Value value => KeyBytes.Read(types, value.Bytes),
        Data.Verdict verdict => [VerdictCodes.Of(verdict.Code) is { } known
            ? new NftValue.Verdict(known, verdict.Chain)
            : new NftValue.Opaque($"{(uint)verdict.Code:x8}")],
        _ => throw new ArgumentOutOfRangeException(nameof(data), data, "no such data"),
    };
}
