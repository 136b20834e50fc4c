using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;
using Reconciler.Loading.Definitions;
using Reconciler.Loading.Files;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading;

/// <summary>Reads and checks documents.</summary>
public static class Loader
{
    /// <summary>Reads files and folders, and checks everything that needs no host.</summary>
    /// <param name="paths">Files, folders, and <c>-</c> for standard input.</param>
    public static LoadResult Load(IReadOnlyList<string> paths, TextReader standardInput) => Load(paths, standardInput, Limits.Default);

    internal static LoadResult Load(IReadOnlyList<string> paths, TextReader standardInput, Limits limits)
    {
        List<Diagnostic> faults = [];
        LoadedDocuments loaded = new();
        DocumentReader documents = new(loaded, faults);
        Dictionary<string, string> sources = [];
        FileReader files = new(standardInput, limits.FileBytes, faults);
        foreach (InputFile file in FileSearch.Find(paths, faults))
        {
            int before = faults.Count;
            if (files.Read(file) is SourceText source)
                sources[source.Name] = source.Text;
            else
                continue;
            if (faults.Count > before)
                continue;
            YamlFile yaml = YamlReader.Read(source, limits, faults);
            foreach (YamlDocument document in yaml.Documents)
                documents.Read(document);
            if (!yaml.IsWhole)
                loaded.AddUnread();
        }
        if (loaded.Identities.Count == 0 && !faults.Any(f => f.Severity == Severity.Error))
            faults.Add(FileDiagnostics.NoDocuments(string.Join(", ", paths)));
        return new(loaded.Sound(), faults.OrderBy(f => f.At).ThenBy(f => f.Code, StringComparer.Ordinal).ToValueList(), sources);
    }
}
