using Reconciler.Core.Compiling.Policies;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>What every mode with interfaces wants inside of a container, besides the interface itself.</summary>
internal static class ContainerSide
{
    /// <summary>The namespace, its <c>lo</c>, the rules that close it, the interface's addresses, the default routes that this network gives, and what else leaves by it.</summary>
    public static void Want(AttachedNetwork network, AttachedContainer container, CompileContext context)
    {
        WantNamespace(container, context);
        foreach (Closure closure in context.Closures.Of(container))
            new ContainerRuleset(container, context.Mark, context.Wishes).Want(closure);
        foreach (IpPrefix address in container.Addresses)
            context.Wishes.Want(new Address(container.Namespace, container.Interface, address), container.From("spec.addresses"));
        foreach (SubnetSpec subnet in network.Spec.Subnets)
        {
            if (container.DefaultRoutes.Contains(subnet.Cidr.Family))
                context.Wishes.Want(Route.Default(container.Namespace, container.Interface, network.Spec.GatewayOf(subnet)!.Value), container.Origin);
        }
        WantRoutes(container, context.Wishes);
        if (container.Document.Spec.Bandwidth.Egress is BitRate egress)
            context.Wishes.Want(Qdisc.Limiting(container.Namespace, container.Interface, egress), container.From("spec.bandwidth.egress"));
    }

    /// <summary>The namespace, when its name says that we make it, its <c>lo</c>, up, and its settings.</summary>
    public static void WantNamespace(AttachedContainer container, CompileContext context)
    {
        foreach (SysctlSpec sysctl in container.Document.Spec.Sysctls)
            context.Wishes.Want(Sysctl.Parse(container.Namespace, sysctl.Key, sysctl.Value), container.From($"spec.sysctls[{sysctl.Key}]"));
        context.Wishes.Want(new Loopback(container.Namespace), container.From("spec.container"));
        // Only namespaces that we make are ours: one that exists and is not marked stays what it is.
        if (container.Document.Spec.Container is not ContainerSpec.Netns { Create: true } netns)
            return;
        bool foreign = context.Observed.TryFind(NamedNamespace.IdOf(container.Namespace), out Observed? found)
            && found.Ownership == Ownership.Foreign;
        if (!foreign)
        {
            NamedNamespace wanted = new(netns.Name) { Alias = context.Mark.Alias(new("Namespace", netns.Name)) };
            context.Wishes.Want(wanted, container.From("spec.container"));
        }
    }

    private static void WantRoutes(AttachedContainer container, Wishes wishes)
    {
        for (int i = 0; i < container.Document.Spec.Routes.Count; i++)
        {
            RouteSpec route = container.Document.Spec.Routes[i];
            wishes.Want(new Route(container.Namespace, route.To, (uint?)route.Metric ?? Route.DefaultMetric(route.To.Family))
            {
                Type = route.Type,
                Gateway = route.Via,
                Link = route.Type == RouteType.Unicast ? container.Interface : null,
            }, container.From($"spec.routes[{i}]"));
        }
    }

    /// <summary>On networks without IPv6 not even a link-local address, and none of the multicast that it brings.</summary>
    public static LinkLocal LinkLocalOf(AttachedNetwork network) => network.Has(IpFamily.IPv6) ? LinkLocal.Eui64 : LinkLocal.None;
}
