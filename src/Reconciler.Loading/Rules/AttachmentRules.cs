using FluentValidation;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What an attachment must fulfil whatever else exists.</summary>
internal sealed class AttachmentRules : AbstractValidator<ContainerAttachmentSpec>
{
    public AttachmentRules()
    {
        RuleFor(a => a.Container).Must(c => c is not ContainerSpec.Netns netns || NameSyntax.IsNetnsName(netns.Name))
            .Else((_, c) => AttachmentDiagnostics.NetnsName(((ContainerSpec.Netns)c).Name))
            .OverridePropertyName("Container.Netns");
        RuleFor(a => a.Container).Must(c => c is not ContainerSpec.NamespaceFile file || file.Path.StartsWith('/'))
            .Else((_, c) => AttachmentDiagnostics.RelativePath(((ContainerSpec.NamespaceFile)c).Path))
            .OverridePropertyName("Container.Path");
        foreach (ContainerEngine engine in Enum.GetValues<ContainerEngine>())
        {
            RuleFor(a => a.Container).Must(c => c is not ContainerSpec.OfEngine named || named.Engine != engine || NameSyntax.IsContainerName(named.Name))
                .Else((_, c) => AttachmentDiagnostics.ContainerName((ContainerSpec.OfEngine)c))
                .OverridePropertyName($"Container.{engine}");
        }
        RuleFor(a => a.Interface).Must(name => name is null || NameSyntax.IsInterfaceName(name))
            .Else((_, name) => InterfaceDiagnostics.Name(name));
        RuleFor(a => a.HostInterface).Must(name => name is null || NameSyntax.IsInterfaceName(name))
            .Else((_, name) => InterfaceDiagnostics.Name(name));
        RuleForEach(a => a.Addresses).Must(a => !(a.IsUnspecified || a.IsMulticast || a.IsLoopback || a.IsLinkLocal))
            .Else((_, a) => AttachmentDiagnostics.SpecialAddress(a));
        RuleFor(a => a.Addresses).Custom((addresses, context) =>
        {
            HashSet<IpFamily> families = [];
            for (int i = 0; i < addresses.Count; i++)
            {
                if (!families.Add(addresses[i].Family))
                    context.Report($"Addresses[{i}]", AttachmentDiagnostics.SecondAddress(addresses[i]));
            }
        });
        RuleForEach(a => a.Aliases).Must(NameSyntax.IsDocumentName).Else((_, alias) => DnsDiagnostics.Alias(alias));
        RuleFor(a => a.Aliases).Custom((aliases, context) =>
        {
            HashSet<string> seen = [];
            for (int i = 0; i < aliases.Count; i++)
            {
                if (!seen.Add(aliases[i]))
                    context.Report($"Aliases[{i}]", DnsDiagnostics.AliasTwice(aliases[i]));
            }
        });
        RuleFor(a => a.Mac).Must(mac => mac is not { IsMulticast: true }).Else((_, mac) => AttachmentDiagnostics.GroupMac(mac!.Value));
        RuleFor(a => a.Mac).Must(mac => mac is not { Bits: 0 }).Else((_, _) => AttachmentDiagnostics.ZeroMac());
        RuleFor(a => a.Bandwidth.Ingress).Must(IsPossible).Else((_, rate) => AttachmentDiagnostics.ImpossibleRate(rate!.Value));
        RuleFor(a => a.Bandwidth.Egress).Must(IsPossible).Else((_, rate) => AttachmentDiagnostics.ImpossibleRate(rate!.Value));
        RuleForEach(a => a.Routes).SetValidator(new RouteRules());
        RuleFor(a => a.Sysctls).Custom((sysctls, context) =>
        {
            foreach (SysctlSpec sysctl in sysctls.Where(s => !NameSyntax.IsNetworkSysctl(s.Key)))
                context.Report($"Sysctls[{sysctl.Key}]", AttachmentDiagnostics.NotOfTheNetwork(sysctl.Key));
        });
        RuleForEach(a => a.Ports).SetValidator(new PortRules());
    }

    // Less than a packet in several seconds stops all connections; above, the kernel counts queues in 32 bits.
    private static bool IsPossible(BitRate? rate) => rate is not { BitsPerSecond: < 8_000 or > 100_000_000_000 };
}
