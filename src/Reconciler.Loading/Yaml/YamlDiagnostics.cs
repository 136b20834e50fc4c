using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.Yaml;

/// <summary>RC1010 to RC1019: text that is not YAML, or uses a part of YAML that documents have no use for.</summary>
internal static class YamlDiagnostics
{
    public static Diagnostic Syntax(SourceLocation at, string words, string? hint) => Diagnostic.Error(
        "RC1010", at, $"this is not YAML: {words}", hint);

    public static Diagnostic DuplicateKey(SourceLocation at, string key, SourceLocation first) => Diagnostic.Error(
        "RC1011", at, string.Create(CultureInfo.InvariantCulture, $"the key '{key}' is there already, at line {first.Line}"),
        "remove one of the two");

    public static Diagnostic Anchor(SourceLocation at, string written) => Diagnostic.Error(
        "RC1012", at, $"anchors and aliases ('{written}') are not accepted", "write the value out in each place");

    public static Diagnostic Tag(SourceLocation at, string tag) => Diagnostic.Error(
        "RC1013", at, $"the tag '{tag}' is not accepted", "remove it; put a value in quotes to make it a text");

    public static Diagnostic MergeKey(SourceLocation at) => Diagnostic.Error(
        "RC1014", at, "merge keys ('<<') are not accepted", "write the merged keys out");

    public static Diagnostic Directive(SourceLocation at, string directive) => Diagnostic.Error(
        "RC1015", at, $"the directive '{directive}' is not accepted", "remove the line; only '%YAML 1.2' means something here");

    public static Diagnostic TooDeep(SourceLocation at, int limit) => Diagnostic.Error(
        "RC1016", at,
        string.Create(
            CultureInfo.InvariantCulture, $"lists and mappings are nested more than {limit} deep; the rest of the file is not read"),
        "no document needs that: check the brackets");

    public static Diagnostic TooManyValues(SourceLocation at, int limit) => Diagnostic.Error(
        "RC1017", at, string.Create(CultureInfo.InvariantCulture, $"the file holds more than {limit} values; the rest of it is not read"),
        "split it into several files");

    public static Diagnostic KeyIsNotText(SourceLocation at, string found) => Diagnostic.Error(
        "RC1018", at, $"a key must be a name, not {found}", null);
}
