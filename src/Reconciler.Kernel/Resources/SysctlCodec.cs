using Reconciler.Core.Resources;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Resources;

/// <summary>Settings and their files.</summary>
internal static class SysctlCodec
{
    /// <summary>The values of the settings that are asked for; one that does not exist is left out.</summary>
    public static IEnumerable<Observed> Read(HostKernel kernel, IEnumerable<Sysctl> asked)
    {
        foreach (IGrouping<NamespaceId, Sysctl> group in asked.GroupBy(s => s.Namespace))
        {
            if (kernel.Find(group.Key) is not OpenNamespace where)
                continue;
            Sysctl[] settings = [.. group];
            IReadOnlyList<string?> values = NamespaceFiles.Read(where.Network, [.. settings.Select(s => s.Path)]);
            for (int i = 0; i < settings.Length; i++)
            {
                if (values[i] is string value)
                    yield return new(settings[i] with { Value = Sysctl.Normalize(value) }, Ownership.Shared);
            }
        }
    }

    /// <exception cref="Netlink.NetlinkException">The setting does not exist or refuses the value.</exception>
    public static void Write(OpenNamespace where, Sysctl setting) => NamespaceFiles.Write(where.Network, setting.Path, setting.Value);
}
