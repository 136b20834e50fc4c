using Reconciler.Core.Diagnostics;
using Reconciler.Kernel.Inspecting;
using Reconciler.Netlink;

namespace Reconciler.Kernel;

/// <summary>RC3003, and RC3030 to RC3033: a host that this process may not look at, by what it is that is missing.</summary>
internal static class PrivilegeDiagnostics
{
    private const string NetAdmin = "CAP_NET_ADMIN";
    private const string SysAdmin = "CAP_SYS_ADMIN";
    private const string OrSandbox = ", or try it out with '--sandbox'";

    // All users of all namespaces that there can be.
    private const string InitialUsers = "4294967295";

    /// <summary>Why the kernel refused.</summary>
    public static Diagnostic Of(NetlinkException cause) => Capabilities.Missing() switch
    {
        [NetAdmin] => Missing("RC3030", NetAdmin, "netlink needs", cause),
        [SysAdmin] => Missing("RC3031", SysAdmin, "entering network namespaces needs", cause),
        { Count: > 0 } => NoneOfBoth(cause),
        _ => IsInitialUserNamespace() ? Forbidden(cause) : ForeignNamespace(cause),
    };

    /// <summary>Whether it says what is missing.</summary>
    public static bool IsOne(Diagnostic diagnostic) => diagnostic.Code is "RC3003" or "RC3030" or "RC3031" or "RC3032" or "RC3033";

    private static Diagnostic NoneOfBoth(NetlinkException cause) => Diagnostic.Error(
        "RC3003", null,
        $"this process may not look at the host's networks: it has neither {NetAdmin} nor {SysAdmin} ({cause.Message})",
        $"run it as root, or with both{OrSandbox}");

    private static Diagnostic Missing(string code, string capability, string need, NetlinkException cause) => Diagnostic.Error(
        code, null,
        $"this process may not look at the host's networks: it has no {capability} ({cause.Message})",
        $"{need} {capability}: run it as root, or give it that capability{OrSandbox}");

    private static Diagnostic ForeignNamespace(NetlinkException cause) => Diagnostic.Error(
        "RC3032", null,
        $"this process may not look at the host's networks: they belong to another user namespace, in which its capabilities do not count ({cause.Message})",
        $"run it outside of this user namespace, or make a network namespace within it ('unshare --user --map-root-user --net'){OrSandbox}");

    private static Diagnostic Forbidden(NetlinkException cause) => Diagnostic.Error(
        "RC3033", null,
        $"this process may not look at the host's networks, though it has {NetAdmin} and {SysAdmin} ({cause.Message})",
        $"a filter of system calls or a security module forbids it: look at the unit or the container that it runs in ('watch' needs CAP_NET_BROADCAST as well){OrSandbox}");

    private static bool IsInitialUserNamespace() => File.ReadAllText("/proc/self/uid_map").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is ["0", "0", InitialUsers];
}
