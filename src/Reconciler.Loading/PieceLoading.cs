using Reconciler.Core.Diagnostics;
using Reconciler.Loading.Definitions;
using Reconciler.Loading.Files;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading;

/// <summary>
/// Reads the pieces of files: those that are known are taken from memory, the others are read on all processors, and then all are put
/// together in their order, as far as the limits allow.
/// </summary>
internal sealed class PieceLoading
{
    // In UTF-16 units; less is read before another thread has begun.
    private const int WorthAThread = 1 << 14;

    // To make a parser costs as much as to parse a small document.
    private const int WorthAParser = 1 << 13;

    private readonly Limits limits;
    private readonly DocumentMemory? memory;
    private readonly IReadOnlyList<SourceText>[] files;
    private readonly SourceText[] pieces;
    private readonly PieceReading?[] ahead;
    private int last = -1;
    private int faultsAhead;

    public PieceLoading(IReadOnlyCollection<SourceText> texts, DocumentMemory? memory, Limits limits)
    {
        this.limits = limits;
        this.memory = memory;
        // What is remembered is remembered by document, and not with the whole file.
        files = [.. texts.Select(t => memory is null ? YamlPieces.Of(t, WorthAParser) : [.. YamlPieces.Of(t).Select(p => p.Alone())])];
        pieces = [.. files.SelectMany(f => f)];
        ahead = [.. pieces.Select(p => memory?.Find(p))];
    }

    public void Read(LoadedDocuments loaded, List<Diagnostic> faults)
    {
        ReadAhead();
        int first = 0;
        foreach (IReadOnlyList<SourceText> file in files)
        {
            if (!TryReadFile(first, file.Count, loaded, faults))
                loaded.AddUnread();
            first += file.Count;
        }
        memory?.Keep([.. ahead.OfType<PieceReading>()]);
    }

    // What is not read ahead, because of too many faults, is read when its turn comes.
    private void ReadAhead()
    {
        int length = pieces.Where((_, i) => ahead[i] is null).Sum(p => p.Length);
        int threads = Math.Min(Environment.ProcessorCount, length / WorthAThread);
        if (threads < 2)
            return;
        Task[] others = [.. Enumerable.Range(1, threads - 1).Select(_ => Task.Run(Work))];
        Work();
        Task.WhenAll(others).GetAwaiter().GetResult();
    }

    private void Work()
    {
        for (int i = Interlocked.Increment(ref last); i < pieces.Length && faultsAhead <= limits.Faults; i = Interlocked.Increment(ref last))
        {
            if (ahead[i] is not null)
                continue;
            ahead[i] = PieceReading.Of(pieces[i], 0, limits);
            Interlocked.Add(ref faultsAhead, ahead[i]!.Faults.Count);
        }
    }

    private bool TryReadFile(int first, int count, LoadedDocuments loaded, List<Diagnostic> faults)
    {
        int values = 0;
        for (int i = first; i < first + count; i++)
        {
            if (faults.Count > limits.Faults)
                return false;
            PieceReading reading = ahead[i] ??= PieceReading.Of(pieces[i], 0, limits);
            if (values + reading.Values > limits.Values)
                reading = PieceReading.Of(pieces[i], values, limits);
            values += reading.Values;
            loaded.Add(reading);
            faults.AddRange(reading.Faults);
            if (reading.IsLast)
                return false;
        }
        return faults.Count <= limits.Faults;
    }
}
