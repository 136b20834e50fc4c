namespace Reconciler.Cli.CommandLine;

/// <summary>The known word that somebody probably meant.</summary>
internal static class Suggestion
{
    private const int LettersForEachTypo = 3;

    /// <summary><c> (did you mean 'plan'?)</c>, or nothing when no word is near.</summary>
    public static string For(string word, IEnumerable<string> known)
    {
        string? nearest = known.Where(k => Distance(word, k) <= word.Length / LettersForEachTypo).MinBy(k => Distance(word, k));
        return nearest is null ? "" : $" (did you mean '{nearest}'?)";
    }

    // Levenshtein's distance, a swap of neighbours counting as one: the typos of people who type fast.
    private static int Distance(string a, string b)
    {
        int[,] distance = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
                distance[i, j] = Cell(a, b, i, j, distance);
        }
        return distance[a.Length, b.Length];
    }

    private static int Cell(string a, string b, int i, int j, int[,] distance)
    {
        if (i == 0 || j == 0)
            return i + j;
        int cost = a[i - 1] == b[j - 1] ? 0 : 1;
        int best = Math.Min(distance[i - 1, j - 1] + cost, Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1);
        bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, distance[i - 2, j - 2] + 1) : best;
    }
}
