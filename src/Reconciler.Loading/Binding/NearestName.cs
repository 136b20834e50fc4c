namespace Reconciler.Loading.Binding;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    // Beyond this length nobody mistypes a name; it also bounds the work for hostile documents.
    private const int MaxLength = 64;

    /// <summary>"did you mean 'subnets'?", or the names that exist.</summary>
    public static string Advise(string written, IReadOnlyCollection<string> known) =>
        DidYouMean(written, known) ?? (known.Count == 0 ? "there are none" : $"there are: {string.Join(", ", known)}");

    /// <summary>"did you mean 'subnets'?", or <c>null</c> when nothing is near.</summary>
    public static string? DidYouMean(string written, IEnumerable<string> known) =>
        Find(written, known) is string nearest ? $"did you mean '{nearest}'?" : null;

    /// <summary>The nearest name, at most a third of the letters away; the first of several.</summary>
    public static string? Find(string written, IEnumerable<string> known)
    {
        if (written.Length > MaxLength)
            return null;
        (string? Name, int Distance) best = (null, 1 + Math.Max(1, written.Length / 3));
        foreach (string name in known)
        {
            if (Math.Abs(name.Length - written.Length) >= best.Distance)
                continue;
            int distance = Distance(written.ToUpperInvariant(), name.ToUpperInvariant());
            if (distance < best.Distance)
                best = (name, distance);
        }
        return best.Name;
    }

    // Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.
    private static int Distance(string a, string b)
    {
        int[] before = new int[b.Length + 1];
        int[] last = new int[b.Length + 1];
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            (before, last, row) = (last, row, before);
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, 1 + Math.Min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
        }
        return row[b.Length];
    }
}
