using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Binding;

/// <summary>RC11xx: YAML that is not shaped as its document should be.</summary>
internal static class StructureDiagnostics
{
    public static Diagnostic UnknownKind(YamlScalar found, IReadOnlyCollection<string> known) => Diagnostic.Error(
        "RC1101", found.At, $"there is no kind '{found.Text}'", NearestName.Advise(found.Text, known));

    public static Diagnostic UnknownField(SourceLocation at, string found, IReadOnlyCollection<string> known) => Diagnostic.Error(
        "RC1102", at, $"unknown field '{found}'", NearestName.Advise(found, known));

    public static Diagnostic MissingField(SourceLocation at, string field, string meaning) => Diagnostic.Error(
        "RC1103", at, $"the field '{field}' is missing", $"{field}: {meaning}");

    public static Diagnostic WrongType(YamlNode found, string expected, string? hint = null) => Diagnostic.Error(
        "RC1104", found.At, $"{expected} is expected, not {found.Description}", hint);

    public static Diagnostic OutOfRange(SourceLocation at, string number, long minimum, long maximum) => Diagnostic.Error(
        "RC1105", at, string.Create(CultureInfo.InvariantCulture, $"{number} is not between {minimum} and {maximum}"), null);

    public static Diagnostic UnknownChoice(YamlScalar found, IReadOnlyCollection<string> known) => Diagnostic.Error(
        "RC1106", found.At, $"'{found.Text}' is not one of: {string.Join(", ", known)}", NearestName.DidYouMean(found.Text, known));

    public static Diagnostic Malformed(YamlScalar found, string expected, string example) => Diagnostic.Error(
        "RC1107", found.At, $"'{found.Text}' is not {expected}", $"write it as in {example}");

    public static Diagnostic NotExactlyOne(
        SourceLocation at, IReadOnlyCollection<string> found, IReadOnlyCollection<string> known) => Diagnostic.Error(
        "RC1108", at,
        found.Count == 0 ? "nothing says which one is meant" : $"{string.Join(" and ", found)} exclude each other",
        $"say exactly one of {string.Join(", ", known)}");

    public static Diagnostic EmptyList(SourceLocation at, string hint) => Diagnostic.Error(
        "RC1110", at, "the list has no entry", hint);

    public static Diagnostic FieldNeeds(SourceLocation at, string field, string needed) => Diagnostic.Error(
        "RC1109", at, $"'{field}' means something only together with '{needed}'", $"remove it, or say '{needed}'");
}
