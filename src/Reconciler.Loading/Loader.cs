using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.CrossDocument;
using Reconciler.Loading.Definitions;
using Reconciler.Loading.Files;

namespace Reconciler.Loading;

/// <summary>Reads and checks documents.</summary>
public static class Loader
{
    // The length of a message or hint, in UTF-16 units.
    private const int MaxWords = 400;

    /// <summary>Reads files and folders, and checks everything that needs no host.</summary>
    /// <param name="paths">Files, folders, and <c>-</c> for standard input.</param>
    /// <param name="memory">What was read before, where the same is read again and again.</param>
    public static LoadResult Load(IReadOnlyList<string> paths, TextReader standardInput, DocumentMemory? memory = null) =>
        Load(paths, standardInput, Limits.Default, memory);

    /// <summary>Reads files and folders as they are in a revision of the Git repository that they are in.</summary>
    /// <param name="revision">What <c>git rev-parse</c> understands: a branch, a tag, a commit.</param>
    /// <param name="scratch">A folder of nobody else's, for a copy of the files.</param>
    /// <returns>No documents and no faults when the revision has no such files.</returns>
    public static LoadResult LoadRevision(string revision, IReadOnlyList<string> paths, string scratch)
    {
        List<Diagnostic> faults = [];
        IReadOnlyList<InputFile> files = new GitRevision(revision, scratch, faults).Find(paths);
        return files.Count == 0
            ? new(DocumentSet.Empty, faults.ToValueList(), new Dictionary<string, string>())
            : Load(files, TextReader.Null, Limits.Default, null, faults, $"'{revision}'");
    }

    /// <summary>Reads files and folders of a copy, which are named as in what it is a copy of.</summary>
    /// <param name="paths">Below the copy; they are there.</param>
    /// <param name="prefix">What their names begin with, such as <c>4f2a91c0d3e1:</c>.</param>
    /// <param name="memory">What was read of earlier copies.</param>
    public static LoadResult LoadCopy(string copy, IReadOnlyList<string> paths, string prefix, DocumentMemory memory)
    {
        List<Diagnostic> faults = [];
        string root = Path.GetFullPath(copy).TrimEnd('/') + "/";
        IEnumerable<InputFile> found = FileSearch.Find([.. paths.Select(p => Path.GetFullPath(Path.Combine(root, p)))], Limits.Default, faults);
        InputFile[] files = [.. found.Select(f => f with { Name = prefix + f.Name[root.Length..] })];
        return Load(files, TextReader.Null, Limits.Default, memory, faults, prefix + string.Join(", ", paths));
    }

    /// <summary>What contradicts what among documents that have no fault of their own, whatever files they come from.</summary>
    public static ValueList<Diagnostic> Check(DocumentSet documents)
    {
        List<Diagnostic> faults = [];
        CrossChecks.Apply(LoadedDocuments.Of(documents), faults);
        return faults.OrderBy(f => f.At).ToValueList();
    }

    internal static LoadResult Load(IReadOnlyList<string> paths, TextReader standardInput, Limits limits, DocumentMemory? memory = null)
    {
        List<Diagnostic> faults = [];
        return Load(FileSearch.Find(paths, limits, faults), standardInput, limits, memory, faults, string.Join(", ", paths));
    }

    // The faults of the search are those of the documents, too.
    private static LoadResult Load(
        IReadOnlyList<InputFile> files, TextReader standardInput, Limits limits, DocumentMemory? memory, List<Diagnostic> faults, string paths)
    {
        LoadedDocuments loaded = new();
        Dictionary<string, string> sources = [];
        if (faults.Count > 0)
            loaded.AddUnread();
        List<SourceText> texts = [];
        FileReader reader = new(standardInput, limits, memory?.Texts, faults);
        foreach (InputFile file in files)
        {
            if (reader.IsFull)
            {
                loaded.AddUnread();
                faults.Add(FileDiagnostics.TooLargeTogether(file.Name, limits.AllBytes));
                break;
            }
            int before = faults.Count;
            SourceText? source = reader.Read(file);
            if (source is not null)
                sources[source.Name] = source.Text;
            if (source is null || faults.Count > before)
                loaded.AddUnread();
            else
                texts.Add(source);
        }
        memory?.Texts.Forget();
        new PieceLoading(texts, memory, limits).Read(loaded, faults);
        if (loaded.Identities.Count == 0 && !loaded.HasUnread)
            faults.Add(FileDiagnostics.NoDocuments(paths));
        CrossChecks.Apply(loaded, faults);
        return new(loaded.Sound(), Told(faults, limits.Faults).Select(Shorten).ToValueList(), sources) { Found = loaded.Identities.Select(Found).ToValueList() };
    }

    // Those without a place come first: they tell what was not read at all.
    private static IEnumerable<Diagnostic> Told(List<Diagnostic> faults, int limit)
    {
        IEnumerable<Diagnostic> sorted = faults.OrderBy(f => f.At).ThenBy(f => f.Code, StringComparer.Ordinal);
        return faults.Count > limit ? sorted.Take(limit).Prepend(FileDiagnostics.TooManyFaults(limit)) : sorted;
    }

    private static FoundDocument Found(DocumentIdentity identity) =>
        new(identity is { Kind: string kind, Name: string name } ? new DocumentId(kind, name) : null, identity.Source.Locate(""));

    // Words quote what stands in the files, which may be anything.
    private static Diagnostic Shorten(Diagnostic fault) => fault with { Message = Shorten(fault.Message)!, Hint = Shorten(fault.Hint) };

    private static string? Shorten(string? words) => words is null || words.Length <= MaxWords
        ? words
        : string.Concat(words.AsSpan(0, char.IsHighSurrogate(words[MaxWords - 1]) ? MaxWords - 1 : MaxWords), "…");
}
