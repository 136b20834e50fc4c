using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What an attachment must fulfil whatever else exists.</summary>
internal sealed class AttachmentRules : SpecRules<ContainerAttachmentSpec>
{
    protected override void Check(ContainerAttachmentSpec attachment, RuleFaults faults)
    {
        CheckContainer(attachment.Container, faults);
        CheckInterface(attachment.Interface, nameof(ContainerAttachmentSpec.Interface), faults);
        CheckInterface(attachment.HostInterface, nameof(ContainerAttachmentSpec.HostInterface), faults);
        CheckAddresses(attachment.Addresses, faults);
        CheckAliases(attachment.Aliases, faults);
        if (attachment.Mac is { IsMulticast: true } group)
            faults.Add(nameof(ContainerAttachmentSpec.Mac), AttachmentDiagnostics.GroupMac(group));
        if (attachment.Mac is { Bits: 0 })
            faults.Add(nameof(ContainerAttachmentSpec.Mac), AttachmentDiagnostics.ZeroMac());
        CheckRate(attachment.Bandwidth.Ingress, "Bandwidth.Ingress", faults);
        CheckRate(attachment.Bandwidth.Egress, "Bandwidth.Egress", faults);
        for (int i = 0; i < attachment.Routes.Count; i++)
            RouteRules.Check(attachment.Routes[i], faults.Of(nameof(ContainerAttachmentSpec.Routes), i));
        foreach (SysctlSpec sysctl in attachment.Sysctls)
        {
            if (!NameSyntax.IsNetworkSysctl(sysctl.Key))
                faults.Add($"Sysctls[{sysctl.Key}]", AttachmentDiagnostics.NotOfTheNetwork(sysctl.Key));
        }
        for (int i = 0; i < attachment.Ports.Count; i++)
            PortRules.Check(attachment.Ports[i], faults.Of(nameof(ContainerAttachmentSpec.Ports), i));
    }

    private static void CheckContainer(ContainerSpec container, RuleFaults faults)
    {
        if (container is ContainerSpec.Netns netns && !NameSyntax.IsNetnsName(netns.Name))
            faults.Add("Container.Netns", AttachmentDiagnostics.NetnsName(netns.Name));
        if (container is ContainerSpec.NamespaceFile file && !file.Path.StartsWith('/'))
            faults.Add("Container.Path", AttachmentDiagnostics.RelativePath(file.Path));
        if (container is ContainerSpec.OfEngine named && !NameSyntax.IsContainerName(named.Name))
            faults.Add($"Container.{named.Engine}", AttachmentDiagnostics.ContainerName(named));
    }

    private static void CheckInterface(string? name, string field, RuleFaults faults)
    {
        if (name is not null && !NameSyntax.IsInterfaceName(name))
            faults.Add(field, InterfaceDiagnostics.Name(name));
    }

    private static void CheckAddresses(ValueList<IpAddress> addresses, RuleFaults faults)
    {
        for (int i = 0; i < addresses.Count; i++)
        {
            if (addresses[i] is { IsUnspecified: true } or { IsMulticast: true } or { IsLoopback: true } or { IsLinkLocal: true })
                faults.Add(nameof(ContainerAttachmentSpec.Addresses), i, AttachmentDiagnostics.SpecialAddress(addresses[i]));
        }
        MetFamilies families = default;
        for (int i = 0; i < addresses.Count; i++)
        {
            if (!families.Add(addresses[i].Family))
                faults.Add(nameof(ContainerAttachmentSpec.Addresses), i, AttachmentDiagnostics.SecondAddress(addresses[i]));
        }
    }

    private static void CheckAliases(ValueList<string> aliases, RuleFaults faults)
    {
        if (aliases.Count == 0)
            return;
        for (int i = 0; i < aliases.Count; i++)
        {
            if (!NameSyntax.IsDocumentName(aliases[i]))
                faults.Add(nameof(ContainerAttachmentSpec.Aliases), i, DnsDiagnostics.Alias(aliases[i]));
        }
        HashSet<string> seen = [];
        for (int i = 0; i < aliases.Count; i++)
        {
            if (!seen.Add(aliases[i]))
                faults.Add(nameof(ContainerAttachmentSpec.Aliases), i, DnsDiagnostics.AliasTwice(aliases[i]));
        }
    }

    // Less than a packet in several seconds stops all connections; above, the kernel counts queues in 32 bits.
    private static void CheckRate(BitRate? rate, string field, RuleFaults faults)
    {
        if (rate is { BitsPerSecond: < 8_000 or > 100_000_000_000 } impossible)
            faults.Add(field, AttachmentDiagnostics.ImpossibleRate(impossible));
    }
}
