using Reconciler.Loading.Binding;

namespace Reconciler.Loading.CrossDocument;

/// <summary>What to write instead of a network that does not exist.</summary>
internal sealed class NetworkAdvice(IReadOnlyCollection<string> networks)
{
    // Each search looks at all networks: with a limit, thousands of wrong names among thousands of networks cost no quadratic time.
    private const int MaxSearches = 100;
    private readonly Dictionary<string, string?> nearest = [];

    public string For(string wrong)
    {
        if (!nearest.TryGetValue(wrong, out string? advice) && nearest.Count < MaxSearches)
            nearest[wrong] = advice = NearestName.DidYouMean(wrong, networks);
        return advice ?? "add a document of kind Network with this name";
    }
}
