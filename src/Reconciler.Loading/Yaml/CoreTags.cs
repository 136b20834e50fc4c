using YamlDotNet.Core;

namespace Reconciler.Loading.Yaml;

/// <summary>The tags of YAML 1.2's core schema, and <c>!</c>, which makes a text of any scalar.</summary>
internal static class CoreTags
{
    private const string Prefix = "tag:yaml.org,2002:";
    private const string Text = Prefix + "str";
    private const string NonSpecific = "!";

    public static IReadOnlyCollection<string> OfScalar { get; } =
        [Text, NonSpecific, Prefix + "int", Prefix + "float", Prefix + "bool", Prefix + "null"];

    public static IReadOnlyCollection<string> OfSequence { get; } = [Prefix + "seq"];

    public static IReadOnlyCollection<string> OfMapping { get; } = [Prefix + "map"];

    public static bool IsText(TagName tag) => !tag.IsEmpty && tag.Value is (Text or NonSpecific);

    /// <summary>As people write it: <c>!!binary</c>.</summary>
    public static string Short(string tag) => tag.StartsWith(Prefix, StringComparison.Ordinal) ? $"!!{tag[Prefix.Length..]}" : tag;
}
