namespace Reconciler.Loading.Yaml;

/// <summary>Keys are the same few words in all documents: one string for each does for as many documents as there are.</summary>
internal static class KeyNames
{
    // As many as there are words, and some; a power of two. Another key of the same place takes it over, on whatever thread.
    private static readonly string?[] Known = new string?[1024];

    /// <summary>The same text, if possible as the string that it was before.</summary>
    public static string Of(string key)
    {
        ref string? known = ref Known[string.GetHashCode(key) & (Known.Length - 1)];
        return known == key ? known : known = key;
    }
}
