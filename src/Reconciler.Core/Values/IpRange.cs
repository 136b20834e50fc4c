namespace Reconciler.Core.Values;

/// <summary>Addresses of one family from first to last, both included.</summary>
public readonly record struct IpRange(IpAddress First, IpAddress Last)
{
    /// <summary>All addresses of a family.</summary>
    public static IpRange All(IpFamily family) => Of(IpPrefix.Default(family));

    /// <summary>All addresses of a subnet.</summary>
    public static IpRange Of(IpPrefix prefix) => new(prefix.First, prefix.Last);

    public static IpRange Single(IpAddress address) => new(address, address);

    public IpFamily Family => First.Family;

    public bool Contains(IpAddress address) => address.Family == Family && First <= address && address <= Last;

    /// <summary>What of it is in another range, too; <c>null</c>: nothing.</summary>
    public IpRange? Within(IpRange other)
    {
        if (other.Family != Family || other.Last < First || Last < other.First)
            return null;
        return new(First < other.First ? other.First : First, Last < other.Last ? Last : other.Last);
    }

    /// <summary>The fewest subnets that together are it.</summary>
    public IEnumerable<IpPrefix> ToPrefixes()
    {
        IpAddress next = First;
        while (true)
        {
            IpPrefix prefix = LargestFrom(next);
            yield return prefix;
            if (prefix.Last == Last)
                yield break;
            next = prefix.Last.Next;
        }
    }

    // The longest one begins and ends there; a bit less doubles it.
    private IpPrefix LargestFrom(IpAddress first)
    {
        IpPrefix prefix = IpPrefix.Single(first);
        while (prefix.Length > 0 && new IpPrefix(first, (byte)(prefix.Length - 1)) is { IsSubnet: true } larger && larger.Last <= Last)
            prefix = larger;
        return prefix;
    }

    /// <summary>What is left without another range: nothing, or one or two ranges.</summary>
    public IEnumerable<IpRange> Without(IpRange other)
    {
        if (other.Family != Family || other.Last < First || Last < other.First)
        {
            yield return this;
            yield break;
        }
        if (First < other.First)
            yield return new(First, other.First.Previous);
        if (other.Last < Last)
            yield return new(other.Last.Next, Last);
    }

    /// <summary>What is left without several other ranges.</summary>
    public IEnumerable<IpRange> Without(IEnumerable<IpRange> others) =>
        others.Aggregate((IEnumerable<IpRange>)[this], (left, other) => left.SelectMany(range => range.Without(other)));

    /// <summary>The subnet that it is; <c>null</c> when it is none.</summary>
    public IpPrefix? AsPrefix()
    {
        int hostBits = 128 - (int)UInt128.LeadingZeroCount(First.Bits ^ Last.Bits);
        IpPrefix prefix = new(First, (byte)(First.Width - hostBits));
        return prefix.First == First && prefix.Last == Last ? prefix : null;
    }

    public override string ToString() => AsPrefix()?.ToString() ?? $"{First}-{Last}";
}
