using System.Globalization;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Kernel.Locking;

/// <summary>RC30xx: another process changes the host, or waits for a confirmation.</summary>
public static class LockDiagnostics
{
    private const string FindOut = "find out what it is, and end it";

    public static Diagnostic Locked(string owner, LockHolder? holder) => Diagnostic.Error(
        "RC3008", null,
        $"{holder?.ToString() ?? "another process"} changes what the owner '{owner}' has on this host",
        "wait until it has ended: for longer with '--lock-timeout', or without it for as long as it takes");

    public static Diagnostic WaitInterrupted(LockHolder? holder) => Diagnostic.Error(
        "RC3009", null,
        $"interrupted while waiting for {holder?.ToString() ?? "another process"}",
        "run it again when that one has ended");

    public static Diagnostic HeldByStranger(LockHolder holder) => NoLock($"{Stranger(holder)} holds it", FindOut);

    public static Diagnostic NoLock(string reason, string hint) => Diagnostic.Error(
        "RC3010", null, $"the lock that keeps others from changing this host cannot be taken: {reason}", hint);

    public static Diagnostic NothingToConfirm(string owner) => Diagnostic.Error(
        "RC3012", null,
        $"no change waits to be confirmed on this host for the owner '{owner}'",
        "'reconciler apply --confirm 60s' makes one that does; name another owner or host with '--owner' and '--netns'");

    public static Diagnostic NotConfirmed(TimeSpan limit) => Diagnostic.Error(
        "RC3013", null,
        string.Create(CultureInfo.InvariantCulture, $"nobody has confirmed the change within {limit.TotalSeconds:0} s"),
        "apply it again, and run 'reconciler confirm' when all is well");

    public static Diagnostic AnsweredTooLate(LockHolder waiting) => Diagnostic.Error(
        "RC3014", null, $"{waiting} does not take the answer any more: it undoes the change, or was answered already", "'reconciler status' shows how it is");

    public static Diagnostic NotListening(string reason) => NoWay(reason, "the kernel must have Unix sockets, and nothing may keep this process from binding one");

    public static Diagnostic ListeningStranger(LockHolder holder) => NoWay($"{Stranger(holder)} listens in the place of who would wait", FindOut);

    private static Diagnostic NoWay(string reason, string hint) => Diagnostic.Error("RC3015", null, $"there is no way to confirm a change on this host: {reason}", hint);

    private static string Stranger(LockHolder holder) =>
        string.Create(CultureInfo.InvariantCulture, $"{holder} of user {holder.User}, who is neither root nor you,");
}
