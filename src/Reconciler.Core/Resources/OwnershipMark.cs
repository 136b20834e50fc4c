using System.Diagnostics.CodeAnalysis;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>The marks that an owner's objects carry in the kernel itself, which is the only state there is.</summary>
public sealed record OwnershipMark(string Owner)
{
    private const string Prefix = "reconciler:";
    private const string TablePrefix = "reconciler-";
    private const uint GroupSpace = 0x5200_0000;
    private const uint DoomedSpace = 0x5300_0000;

    /// <summary><c>rtm_protocol</c>, <c>IFA_PROTO</c> and <c>NDA_PROTOCOL</c> of what is ours.</summary>
    public const byte Protocol = 82;

    /// <summary><c>IFLA_GROUP</c>: the one mark that is set in the very message that makes a link, for both ends of a veth.</summary>
    public uint Group { get; } = GroupSpace | (uint)(StableHash.Of(Owner) & 0x00ff_ffff);

    /// <summary>The group of links that are about to go, so that one request takes them all.</summary>
    public uint DoomedGroup => DoomedSpace | Group & 0x00ff_ffff;

    /// <summary>
    /// Whether a link is the owner's: by its alias; by its group when the alias names nobody, as a run leaves links that was interrupted
    /// between creation and the second message, and whoever overwrites an alias.
    /// </summary>
    /// <param name="group"><c>IFLA_GROUP</c>.</param>
    /// <param name="alias"><c>IFLA_IFALIAS</c>.</param>
    public bool IsOn(uint? group, string? alias) =>
        TrySplit(alias, out int colon, out _) ? OwnerIn(alias, colon).SequenceEqual(Owner) : group == Group || group == DoomedGroup;

    /// <summary>The nf_tables table of the owner, in each namespace and family that has one.</summary>
    public string Table { get; } = TablePrefix + Owner;

    /// <summary>The owner whose table has such a name; <c>null</c>: it is nobody's that we know.</summary>
    public static string? OwnerOfTable(string name) => name.StartsWith(TablePrefix, StringComparison.Ordinal) ? name[TablePrefix.Length..] : null;

    /// <summary><c>IFLA_IFALIAS</c>: owner and document.</summary>
    public string Alias(DocumentId document) => $"{Prefix}{Owner}:{document.Kind}/{document.Name}";

    /// <summary>The owner that an alias names; <c>null</c> when it is not one of ours.</summary>
    public static string? OwnerOf(string? alias) => TrySplit(alias, out int colon, out _) ? OwnerIn(alias, colon).ToString() : null;

    /// <summary>The document that an alias names; <c>null</c> when it is not one of ours.</summary>
    public static DocumentId? DocumentOf(string? alias) =>
        TrySplit(alias, out int colon, out int slash) ? new(alias[(colon + 1)..slash], alias[(slash + 1)..]) : null;

    private static ReadOnlySpan<char> OwnerIn(string alias, int colon) => alias.AsSpan(Prefix.Length, colon - Prefix.Length);

    private static bool TrySplit([NotNullWhen(true)] string? alias, out int colon, out int slash)
    {
        colon = slash = -1;
        if (alias is null || !alias.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        colon = alias.IndexOf(':', Prefix.Length);
        slash = colon < 0 ? -1 : alias.IndexOf('/', colon);
        return slash >= 0;
    }
}
