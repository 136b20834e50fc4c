using Reconciler.Core.Diagnostics;
using Reconciler.Loading.Binding;
using Reconciler.Loading.Files;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Definitions;

/// <summary>What was read of a piece of a file.</summary>
/// <param name="Source">The piece.</param>
/// <param name="Documents">Those of which at least the end was found.</param>
/// <param name="Values">How many values it holds.</param>
/// <param name="HasUnread">Whether there may be documents in it that nobody has seen.</param>
/// <param name="IsLast">Whether the rest of the file is not to be read.</param>
internal sealed record PieceReading(
    SourceText Source, IReadOnlyList<DocumentIdentity> Documents, IReadOnlyList<Diagnostic> Faults, int Values, bool HasUnread, bool IsLast)
{
    /// <param name="values">How many values the file holds before the piece.</param>
    public static PieceReading Of(SourceText piece, int values, Limits limits)
    {
        List<Diagnostic> faults = [];
        YamlText yaml = YamlReader.Read(piece, values, limits, faults);
        DocumentBinding binding = new(faults);
        List<DocumentIdentity> documents = new(yaml.Documents.Count);
        foreach (YamlDocument document in yaml.Documents.TakeWhile(_ => faults.Count <= limits.Faults))
        {
            if (DocumentReader.Read(document, piece, binding) is DocumentIdentity read)
                documents.Add(read);
        }
        return new(piece, documents, faults, yaml.Values - values, documents.Count < yaml.Documents.Count, !yaml.IsWhole);
    }

    /// <summary>What the same text is in another place; <c>null</c>: it must be read again, since faults quote places.</summary>
    public PieceReading? At(string file, int line)
    {
        if (Source.Name == file && Source.FirstLine == line)
            return this;
        if (Faults.Count > 0)
            return null;
        SourceText moved = Source.MovedTo(file, line);
        return this with { Source = moved, Documents = [.. Documents.Select(d => d.At(((NodeMap)d.Source).In(moved)))] };
    }
}
