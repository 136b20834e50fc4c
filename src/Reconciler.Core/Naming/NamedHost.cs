using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Naming;

/// <summary>An attachment, by whose names its addresses are found.</summary>
/// <param name="Attachment">Its own name, which comes first, too.</param>
/// <param name="Aliases">Other names, which several may share.</param>
public sealed record NamedHost(string Attachment, ValueList<string> Aliases, ValueList<IpAddress> Addresses)
{
    public static NamedHost Of(Document<ContainerAttachmentSpec> attachment, ValueList<IpAddress> addresses) =>
        new(attachment.Name, attachment.Spec.Aliases, addresses);

    /// <summary>All of its names, relative to the domain.</summary>
    public IEnumerable<string> Names => Aliases.Prepend(Attachment).Distinct();
}
