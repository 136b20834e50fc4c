using Reconciler.Core.Diagnostics;
using Reconciler.Loading.Files;

namespace Reconciler.Loading.Yaml;

/// <summary>Lines such as <c>%YAML 1.2</c> before a document; the parser reads over those that it does not know.</summary>
internal static class Directives
{
    /// <param name="from">The offset where the previous document ends.</param>
    /// <param name="to">The offset where the next one begins.</param>
    public static void Check(SourceText source, int from, int to, ICollection<Diagnostic> faults)
    {
        for (int at = from; at < to;)
        {
            int end = source.Characters[at..to].IndexOfAny('\n', '\r');
            ReadOnlySpan<char> line = source.Characters.Slice(at, end < 0 ? to - at : end);
            if (line.StartsWith('%') && !line.StartsWith("%YAML "))
                faults.Add(YamlDiagnostics.Directive(source.At(at), line.TrimEnd().ToString()));
            at += line.Length + 1;
        }
    }
}
