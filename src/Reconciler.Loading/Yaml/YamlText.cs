namespace Reconciler.Loading.Yaml;

/// <summary>What a file, or a piece of it, holds.</summary>
/// <param name="Documents">Those that could be read to their end, without the empty ones.</param>
/// <param name="Values">How many values the file holds up to the end of this.</param>
/// <param name="IsWhole">Whether that is all of them: after a syntax error the rest of a file is not read.</param>
internal sealed record YamlText(IReadOnlyList<YamlDocument> Documents, int Values, bool IsWhole);

/// <summary>One document of a file.</summary>
/// <param name="IsWhole">Whether nothing in it was refused.</param>
internal sealed record YamlDocument(YamlNode Root, bool IsWhole);
