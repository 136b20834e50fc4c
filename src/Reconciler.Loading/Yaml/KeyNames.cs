namespace Reconciler.Loading.Yaml;

/// <summary>Keys are the same few words in all documents: one string for each does for as many documents as there are.</summary>
internal static class KeyNames
{
    // As many as there are words, and some; a power of two. Another key of the same place takes it over, on whatever thread: what is given
    // is what was compared, and not what is there by then.
    private static readonly string?[] Known = new string?[1024];

    /// <summary>The same text, if possible as the string that it was before.</summary>
    public static string Of(string key)
    {
        int place = string.GetHashCode(key) & (Known.Length - 1);
        string? known = Known[place];
        return known == key ? known : Known[place] = key;
    }
}
