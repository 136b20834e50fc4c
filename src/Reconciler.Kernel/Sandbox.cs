using Reconciler.Core.Diagnostics;
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

    /// <summary>
    /// Call it before anything else starts. Outside of the sandbox it does not return, unless the system forbids one; inside, it
    /// completes the sandbox and returns <c>null</c>.
    /// </summary>
    /// <returns>Why there is no sandbox.</returns>
    public static Diagnostic? Enter()
    {
        try
        {
            if (Environment.GetEnvironmentVariable(Marker) is null)
                Restart();
            Complete();
            return null;
        }
        catch (NetlinkException e)
        {
            return KernelDiagnostics.NoSandbox(e.Message);
        }
    }

    // A process with several threads cannot enter a user namespace: unshare(1) does, and starts the program again.
    private static void Restart()
    {
        string[] user = Environment.IsPrivilegedProcess ? [] : ["--user", "--map-root-user"];
        string[] itself = [Environment.ProcessPath!, .. Processes.Arguments()];
        Processes.Replace("unshare", [.. user, "--net", "--mount", "--", .. itself], $"{Marker}=1");
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
