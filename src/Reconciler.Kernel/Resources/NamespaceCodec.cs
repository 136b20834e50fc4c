using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Kernel.Observing;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Resources;

/// <summary>Named namespaces, with the alias of their <c>lo</c> as the mark of those that we made.</summary>
internal static class NamespaceCodec
{
    /// <summary>All namespaces that have names, and the files that an interrupted run left without one.</summary>
    public static IEnumerable<Observed> Read(HostKernel kernel)
    {
        foreach (string name in kernel.Names.Names())
        {
            if (ReadOne(kernel, name) is NamedNamespace found)
                yield return OwnershipMark.OwnerOf(found.Alias) is string owner
                    ? new(found, owner == kernel.Options.Owner ? Ownership.Owned : Ownership.Foreign, owner == kernel.Options.Owner ? null : owner)
                    : new(found, Ownership.Foreign);
        }
    }

    /// <summary>Carries out a step.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static void Apply(HostKernel kernel, Step step)
    {
        NamedNamespace subject = (NamedNamespace)step.Subject;
        switch (step.Verb)
        {
            case Verb.Create:
                kernel.Names.Create(subject.Name, subject.Alias ?? "", made => SetAlias(made, subject.Alias));
                break;
            case Verb.Update:
                using (NetworkNamespace there = kernel.Names.Find(subject.Name) ?? throw new NetlinkException(Errno.ENOENT))
                    SetAlias(there, subject.Alias);
                break;
            default:
                kernel.Names.Remove(subject.Name);
                break;
        }
        kernel.Forget(NamespaceId.Named(subject.Name));
    }

    // Not through the kernel's kept connections: an open socket would keep a namespace alive that goes meanwhile.
    private static NamedNamespace? ReadOne(HostKernel kernel, string name)
    {
        using NetworkNamespace? there = kernel.Names.Find(name);
        if (there is null)
            return kernel.Names.Placeholder(name) is string mark ? new(name) { Alias = mark, Mounted = false } : null;
        using NetlinkConnection route = NetlinkConnection.Open(there, NetlinkProtocol.Route, kernel.Options.Trace);
        return new(name) { Alias = NamespaceReading.LoopbackAlias(route) };
    }

    private static void SetAlias(NetworkNamespace there, string? alias)
    {
        using NetlinkConnection route = NetlinkConnection.Open(there, NetlinkProtocol.Route);
        MessageWriter request = new();
        new LinkMessage { Name = "lo", Alias = alias ?? "" }.Write(request, RouteMessageType.NewLink);
        route.Request(request);
    }
}
