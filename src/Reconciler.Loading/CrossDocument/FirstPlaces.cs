using Reconciler.Core.Documents;

namespace Reconciler.Loading.CrossDocument;

/// <summary>Where things that may be only once were said first.</summary>
/// <param name="room">How many there may well be.</param>
internal sealed class FirstPlaces<TKey>(int room = 0)
    where TKey : notnull
{
    private readonly Dictionary<TKey, SourceLocation> places = new(room);

    /// <summary>Remembers a place; gives the first one when there is one already.</summary>
    public SourceLocation? Add(TKey key, SourceLocation at) => places.TryAdd(key, at) ? null : places[key];
}
