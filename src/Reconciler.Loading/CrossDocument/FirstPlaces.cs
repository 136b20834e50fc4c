using Reconciler.Core.Documents;

namespace Reconciler.Loading.CrossDocument;

/// <summary>Where things that may be only once were said first.</summary>
internal sealed class FirstPlaces<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, SourceLocation> places = [];

    /// <summary>Remembers a place; gives the first one when there is one already.</summary>
    public SourceLocation? Add(TKey key, SourceLocation at) => places.TryAdd(key, at) ? null : places[key];
}
