using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel;

/// <summary>
/// A throw-away host: the program starts itself again in a network and a mount namespace of its own (and, when it is not root, in
/// a user namespace), where <c>/run/netns</c> is empty and only <c>lo</c> exists.
/// </summary>
public static class Sandbox
{
    private const string Marker = "RECONCILER_SANDBOX";
    private const string Left = "RECONCILER_HOST";

    /// <summary>Whether the program was started again, so that <see cref="Enter"/> only completes the sandbox.</summary>
    public static bool IsInside => Environment.GetEnvironmentVariable(Marker) is not null;

    /// <summary>
    /// Call it before anything else starts. Outside of the sandbox it does not return, unless the system forbids one; inside, it
    /// completes the sandbox and returns <c>null</c>.
    /// </summary>
    /// <param name="keepHost">Whether <see cref="HostLeft"/> is wanted afterwards; only root can have it.</param>
    /// <returns>Why there is no sandbox.</returns>
    public static Diagnostic? Enter(bool keepHost = false)
    {
        if (keepHost && !Environment.IsPrivilegedProcess)
            return KernelDiagnostics.NoHostWithoutRoot();
        try
        {
            if (!IsInside)
                Restart(keepHost ? [$"{Left}={OpenHost()}"] : []);
            Complete();
            return null;
        }
        catch (NetlinkException e)
        {
            return KernelDiagnostics.NoSandbox(e.Message);
        }
    }

    /// <summary>The host that was left, as it can be reached from within the sandbox; <c>null</c> when it was not kept.</summary>
    public static HostOptions? HostLeft(string owner) =>
        Environment.GetEnvironmentVariable(Left)?.Split(':') is [string network, string names]
            ? new HostOptions(owner)
            {
                Namespace = NamespaceId.File($"/proc/self/fd/{network}"),
                NamespaceDirectory = names.Length > 0 ? $"/proc/self/fd/{names}" : HostOptions.DefaultNamespaceDirectory,
            }
            : null;

    // Where nobody has named a namespace yet there is no such folder; that of the sandbox is as empty.
    private static string OpenHost()
    {
        int? names = Directory.Exists(HostOptions.DefaultNamespaceDirectory) ? Processes.OpenInherited(HostOptions.DefaultNamespaceDirectory) : null;
        return string.Create(CultureInfo.InvariantCulture, $"{Processes.OpenInherited("/proc/self/ns/net")}:{names}");
    }

    // A process with several threads cannot enter a user namespace: unshare(1) does, and starts the program again.
    private static void Restart(IEnumerable<string> variables)
    {
        string[] user = Environment.IsPrivilegedProcess ? [] : ["--user", "--map-root-user"];
        string[] itself = [Environment.ProcessPath!, .. Processes.Arguments()];
        Processes.Replace("unshare", [.. user, "--net", "--mount", "--", .. itself], [$"{Marker}=1", .. variables]);
    }

    private static void Complete()
    {
        Mounts.Temporary("/run");
        Directory.CreateDirectory(HostOptions.DefaultNamespaceDirectory);
        using NetworkNamespace here = NetworkNamespace.Current();
        using NetlinkConnection route = NetlinkConnection.Open(here, NetlinkProtocol.Route);
        MessageWriter request = new();
        new LinkMessage { Name = "lo", Flags = LinkFlags.Up, Change = LinkFlags.Up }.Write(request, RouteMessageType.NewLink);
        route.Request(request);
    }
}
