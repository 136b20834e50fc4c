using Reconciler.Loading.Definitions;
using Reconciler.Loading.Files;

namespace Reconciler.Loading;

/// <summary>
/// What was read the last time. Who loads the same files again and again keeps one, so that only what has changed is read, parsed and
/// checked; what has not are the same objects. One load at a time.
/// </summary>
public sealed class DocumentMemory
{
    private Dictionary<string, PieceReading> readings = [];

    /// <summary>The texts of the files.</summary>
    internal TextMemory Texts { get; } = new();

    /// <summary>What was read of a piece's text, which may have stood in another place.</summary>
    internal PieceReading? Find(SourceText piece) =>
        readings.TryGetValue(piece.Text, out PieceReading? reading) ? reading.At(piece.Name, piece.FirstLine) : null;

    /// <summary>Remembers these and forgets all others.</summary>
    internal void Keep(IReadOnlyCollection<PieceReading> all)
    {
        readings = new(all.Count);
        foreach (PieceReading reading in all)
            readings[reading.Source.Text] = reading;
    }
}
