namespace Reconciler.Core.Naming;

/// <summary>How a question was answered: RCODE of RFC 1035, section 4.1.1.</summary>
public enum DnsCode : byte
{
    NoError = 0,
    FormatError = 1,
    ServerFailure = 2,

    /// <summary>NXDOMAIN: there is no such name.</summary>
    NameError = 3,
    NotImplemented = 4,
    Refused = 5,
}
