using Reconciler.Core.Resources;

namespace Reconciler.Kernel.Inspecting;

/// <summary>Settings by which a system forbids user namespaces to all but root.</summary>
internal static class UserNamespaces
{
    // Debian's and Ubuntu's own ones do not exist elsewhere.
    private static readonly (string Key, string Forbids, string Wanted)[] Settings =
    [
        ("user.max_user_namespaces", "0", "10000"),
        ("kernel.unprivileged_userns_clone", "0", "1"),
        ("kernel.apparmor_restrict_unprivileged_userns", "1", "0"),
    ];

    /// <summary>Those that forbid them now, with the value that would not.</summary>
    public static IEnumerable<(string Key, string Value, string Wanted)> Forbidding() =>
        Settings.Where(s => Read(s.Key) == s.Forbids).Select(s => (s.Key, s.Forbids, s.Wanted));

    private static string? Read(string key)
    {
        string path = new Sysctl(NamespaceId.Host, key, "").Path;
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }
}
