using System.Net.Sockets;
using Reconciler.Kernel;

namespace Reconciler.Agent.Serving;

/// <summary>The Unix socket by which a daemon is asked, one for each owner and host.</summary>
public static class DaemonSocket
{
    private const string Folder = "/run/reconciler";

    /// <summary>Where it is, as in <c>/run/reconciler/default.sock</c>; of a host that is another namespace <c>default@NAME.sock</c>.</summary>
    public static string PathOf(HostOptions host)
    {
        string where = host.Namespace.IsHost ? "" : "@" + host.Namespace.ToString().TrimStart('/').Replace('/', '-');
        return Path.Combine(Folder, $"{host.Owner}{where}.sock");
    }

    /// <summary>Makes the way free for a new socket.</summary>
    /// <returns>Whether it is free; otherwise another daemon listens.</returns>
    /// <exception cref="IOException">The folder cannot be made, or what is there cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">Neither may this user.</exception>
    internal static bool Clear(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
            return true;
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return false;
        }
        catch (SocketException)
        {
            // Left behind by one that was killed.
            File.Delete(path);
            return true;
        }
    }
}
