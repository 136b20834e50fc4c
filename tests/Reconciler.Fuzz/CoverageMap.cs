using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Reconciler.Fuzz;

/// <summary>
/// What the instrumented assemblies have passed through: a counter for each pair of branches that followed each other, as afl-fuzz counts
/// them. How often counts in powers of two only.
/// </summary>
internal sealed unsafe class CoverageMap
{
    private const int Size = 1 << 16;

    private static readonly byte[] Classes = [.. Enumerable.Range(0, 256).Select(ClassOf)];

    private readonly byte* counters;
    private readonly byte[] seen = new byte[Size];

    public CoverageMap()
    {
        counters = (byte*)NativeMemory.AllocZeroed(Size);
        Trace.SharedMem = counters;
    }

    /// <summary>How many pairs were passed by any input so far.</summary>
    public int Pairs => Size - seen.AsSpan().Count((byte)0);

    /// <summary>Forgets the last input.</summary>
    public void Clear()
    {
        new Span<byte>(counters, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the last input went where none before it did; from now on it has.</summary>
    public bool TakeNew()
    {
        bool isNew = false;
        ReadOnlySpan<ulong> words = new(counters, Size / sizeof(ulong));
        for (int word = 0; word < words.Length; word++)
        {
            if (words[word] != 0)
                isNew |= TakeNew(word * sizeof(ulong));
        }
        return isNew;
    }

    /// <summary>The pairs that the last input passed, with their classes.</summary>
    public HashSet<int> Features()
    {
        HashSet<int> features = [];
        for (int i = 0; i < Size; i++)
        {
            if (counters[i] != 0)
                features.Add(i << 8 | Classes[counters[i]]);
        }
        return features;
    }

    private bool TakeNew(int start)
    {
        bool isNew = false;
        for (int i = start; i < start + sizeof(ulong); i++)
        {
            int added = Classes[counters[i]] & ~seen[i];
            seen[i] |= (byte)added;
            isNew |= added != 0;
        }
        return isNew;
    }

    private static byte ClassOf(int count) => count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };
}
