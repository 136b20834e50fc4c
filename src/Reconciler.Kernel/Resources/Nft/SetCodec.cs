using System.Globalization;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>Sets and maps to and from the kernel's.</summary>
internal static class SetCodec
{
    private const SetFlags Known = SetFlags.Map | SetFlags.Interval | SetFlags.Concatenation;

    public static Set Write(NftSet set)
    {
        bool isMap = set.Data.Count > 0;
        bool rangesPerField = set.Interval && set.Key.Count > 1;
        return new((NetfilterFamily)set.Table.Family, set.Table.Name, set.Name)
        {
            Flags = (isMap ? SetFlags.Map : 0) | (set.Interval ? SetFlags.Interval : 0) | (rangesPerField ? SetFlags.Concatenation : 0),
            KeyType = TypeLayout.NumberOf(set.Key),
            KeyLength = (uint)TypeLayout.SizeOf(set.Key),
            DataType = TypeLayout.NumberOf(set.Data),
            DataLength = (uint)TypeLayout.SizeOf(set.Data),
            Counter = set.Counter,
            FieldLengths = rangesPerField ? [.. set.Key.Select(type => (uint)TypeLayout.SizeOf(type))] : [],
            UserData = SetUserData.Of(TypeLayout.OrderOf(set.Key), isMap ? TypeLayout.OrderOf(set.Data) : null),
        };
    }

    public static NftSet Read(NftTable table, Set set)
    {
        ValueList<NftType> key = TypeLayout.TypesOf(set.KeyType);
        ValueList<NftType> data = set.Flags.HasFlag(SetFlags.Map) ? TypeLayout.TypesOf(set.DataType) : [];
        ValueList<string> options = Options(set, key).ToValueList();
        return new(table, set.Name)
        {
            Key = key,
            Data = data,
            Interval = set.Flags.HasFlag(SetFlags.Interval),
            Counter = set.Counter,
            Options = options.Count == 0 ? null : string.Join(' ', options),
        };
    }

    private static IEnumerable<string> Options(Set set, ValueList<NftType> key)
    {
        if ((set.Flags & ~Known) is var flags and not SetFlags.None)
            yield return $"flags {flags}".ToLowerInvariant();
        if (set.KeyLength != TypeLayout.SizeOf(key))
            yield return string.Create(CultureInfo.InvariantCulture, $"key length {set.KeyLength}");
        if (set.Timeout > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"timeout {set.Timeout}ms");
        if (set.Size > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"size {set.Size}");
        if (set.HasExpressions)
            yield return "expressions";
    }
}
