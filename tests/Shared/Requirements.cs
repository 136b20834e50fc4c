using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Tests;

/// <summary>What tests need from the machine. On a developer's laptop its lack skips them; where the kernel is required, it fails them.</summary>
internal static class Requirements
{
    /// <summary>A network namespace of a test's own.</summary>
    public static NetworkNamespace PrivateNamespace(string name = "test")
    {
        try
        {
            return NetworkNamespace.Create(name);
        }
        catch (NetlinkException e) when (e.Errno == Errno.EPERM)
        {
            Unmet("network namespaces need privileges: run under 'unshare -Urn'");
            throw;
        }
    }

    public static void Unmet(string reason)
    {
        if (Environment.GetEnvironmentVariable("REQUIRE_KERNEL") == "1")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
