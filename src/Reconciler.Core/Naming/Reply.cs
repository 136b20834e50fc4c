namespace Reconciler.Core.Naming;

/// <summary>What is to be done about a message.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Length">Of the answer in bytes.</param>
/// <param name="Code">What the answer says.</param>
public readonly record struct Reply(ReplyKind Kind, int Length = 0, DnsCode Code = DnsCode.NoError);

/// <summary>What is to be done about a message.</summary>
public enum ReplyKind
{
    /// <summary>Nothing is said to it.</summary>
    None,

    /// <summary>It is answered.</summary>
    Answer,

    /// <summary>It is passed on to others.</summary>
    PassOn,
}
