using Reconciler.Core.Values;

namespace Reconciler.Core.Naming;

/// <summary>What a name means to those who ask for it; closed, only the nested cases exist.</summary>
public abstract record NameMeaning
{
    private NameMeaning()
    {
    }

    /// <summary>These attachments.</summary>
    public sealed record Hosts(Zone Zone, ValueList<NamedHost> Known) : NameMeaning;

    /// <summary>An address of these attachments, asked for the other way round.</summary>
    public sealed record Pointer(Zone Zone, ValueList<NamedHost> Known) : NameMeaning;

    /// <summary>A domain itself.</summary>
    public sealed record Apex(Zone Zone) : NameMeaning;

    /// <summary>Nobody: there is no such name, and nobody else is asked for it.</summary>
    /// <param name="Zone">Which would know it; <c>null</c>: a name without a domain, or one that is not for those who ask.</param>
    public sealed record Nobody(Zone? Zone) : NameMeaning;

    /// <summary>Somebody who is none of ours.</summary>
    public sealed record Elsewhere : NameMeaning;
}
