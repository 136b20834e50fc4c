using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.Tests;

/// <summary>Documents with the places of their faults: a fault is expected at every <c>§</c>, which is taken out before loading.</summary>
internal static class Marked
{
    private const char Mark = '§';

    /// <summary>Loads a text as standard input.</summary>
    public static LoadResult Load(string yaml) => Loader.Load(["-"], new StringReader(yaml));

    /// <summary>Every mark is the place of a fault with this code, and there are no other faults.</summary>
    /// <returns>The faults, to look at their words.</returns>
    public static IReadOnlyList<Diagnostic> AssertFaults(string code, string marked)
    {
        string[] expected = [.. PlacesOf(marked).Select(place => $"{place} {code}")];
        Assert.NotEmpty(expected);
        LoadResult result = Load(marked.Replace(Mark.ToString(), "", StringComparison.Ordinal));
        Assert.Equal(expected, result.Diagnostics.Select(d => $"{d.At?.Line}:{d.At?.Column} {d.Code}"));
        return result.Diagnostics;
    }

    public static DocumentSet AssertValid(string yaml)
    {
        LoadResult result = Load(yaml);
        Assert.Empty(result.Diagnostics);
        return result.Documents;
    }

    /// <summary>A network with more fields in its <c>spec</c>, written in braces.</summary>
    public static string Network(string name, string fields) =>
        $$"""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: {{name}}}
        spec: {mode: bridge, {{fields}}}
        ---

        """;

    /// <summary>An attachment with the fields of its <c>spec</c>, written in braces.</summary>
    public static string Attachment(string name, string fields) =>
        $$"""
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: {{name}}}
        spec: { {{fields}} }
        ---

        """;

    /// <summary>The network <c>web</c> with 10.20.0.0/24 and fd00:20::/64, and an attachment to it.</summary>
    public static string OnWeb(string fields) =>
        Network("web", "subnets: [10.20.0.0/24, 'fd00:20::/64']") + Attachment("web-1", $"network: web, {fields}");

    private static IEnumerable<string> PlacesOf(string marked)
    {
        int line = 1;
        int column = 1;
        foreach (char character in marked)
        {
            if (character == Mark)
                yield return $"{line}:{column}";
            else if (character == '\n')
                (line, column) = (line + 1, 1);
            else
                column++;
        }
    }
}
