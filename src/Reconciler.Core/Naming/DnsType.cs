namespace Reconciler.Core.Naming;

/// <summary>Types of records (RFC 1035, section 3.2; RFC 3596; RFC 6891).</summary>
public enum DnsType : ushort
{
    /// <summary>An IPv4 address.</summary>
    A = 1,

    /// <summary>What is said of a whole domain.</summary>
    Soa = 6,

    /// <summary>A name, by its address.</summary>
    Ptr = 12,

    /// <summary>An IPv6 address.</summary>
    Aaaa = 28,

    /// <summary>What one of both ends can do (EDNS).</summary>
    Opt = 41,

    /// <summary>In questions: everything.</summary>
    Any = 255,
}
