using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Resources;

/// <summary>Named namespaces, with the alias of their <c>lo</c> as the mark of those that we made.</summary>
internal static class NamespaceCodec
{
    /// <summary>Whose a namespace is, by its mark.</summary>
    public static Observed Read(NamedNamespace found, OwnershipMark mark) =>
        OwnershipMark.OwnerOf(found.Alias) is not string owner ? new(found, Ownership.Foreign)
        : owner == mark.Owner ? new(found, Ownership.Owned)
        : new(found, Ownership.Foreign, owner);

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

    private static void SetAlias(NetworkNamespace there, string? alias)
    {
        using NetlinkConnection route = NetlinkConnection.Open(there, NetlinkProtocol.Route);
        MessageWriter request = new();
        new LinkMessage { Name = "lo", Alias = alias ?? "" }.Write(request, RouteMessageType.NewLink);
        route.Request(request);
    }
}
