namespace Reconciler.EndToEnd.Tests;

/// <summary>What tests need from the machine. On a developer's laptop its lack skips them; where the kernel is required, it fails them.</summary>
internal static class Requirements
{
    public static void Unmet(string reason)
    {
        if (Environment.GetEnvironmentVariable("REQUIRE_KERNEL") == "1")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
