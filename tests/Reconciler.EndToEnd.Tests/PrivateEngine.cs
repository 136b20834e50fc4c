namespace Reconciler.EndToEnd.Tests;

/// <summary>Engines of private hosts.</summary>
internal static class PrivateEngine
{
    /// <summary>An engine whose containers are on the host, and which does not answer yet; to be disposed of before the host.</summary>
    public static FakeEngine Engine(this PrivateHost host) => new(Path.Combine(host.Directory, "docker.sock"), ["nsenter", .. host.Enter]);
}
