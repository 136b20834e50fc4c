using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>Families of addresses that were met, of which each may come once.</summary>
internal struct MetFamilies
{
    private bool ipv4;
    private bool ipv6;

    /// <summary>Whether it is the first one of its family.</summary>
    public bool Add(IpFamily family)
    {
        ref bool met = ref ipv6;
        if (family == IpFamily.IPv4)
            met = ref ipv4;
        bool isFirst = !met;
        met = true;
        return isFirst;
    }
}
