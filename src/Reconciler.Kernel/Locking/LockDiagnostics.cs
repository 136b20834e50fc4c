using System.Globalization;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Kernel.Locking;

/// <summary>RC30xx: another process changes the host.</summary>
internal static class LockDiagnostics
{
    public static Diagnostic Locked(string owner, LockHolder? holder) => Diagnostic.Error(
        "RC3008", null,
        $"{holder?.ToString() ?? "another process"} changes what the owner '{owner}' has on this host",
        "wait until it has ended: for longer with '--lock-timeout', or without it for as long as it takes");

    public static Diagnostic WaitInterrupted(LockHolder? holder) => Diagnostic.Error(
        "RC3009", null,
        $"interrupted while waiting for {holder?.ToString() ?? "another process"}",
        "run it again when that one has ended");

    public static Diagnostic HeldByStranger(LockHolder holder) => NoLock(
        string.Create(CultureInfo.InvariantCulture, $"{holder} of user {holder.User} holds it, who is neither root nor you"), "find out what it is, and end it");

    public static Diagnostic NoLock(string reason, string hint) => Diagnostic.Error(
        "RC3010", null, $"the lock that keeps others from changing this host cannot be taken: {reason}", hint);
}
