using System.Collections;
using System.Runtime.CompilerServices;

namespace Reconciler.Core.Values;

/// <summary>An immutable list that compares by value, so that records that hold one compare by value too.</summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public readonly struct ValueList<T>(T[]? items) : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[]? items = items;

    private T[] Items => items ?? [];

    /// <summary>How many elements there are.</summary>
    public int Count => Items.Length;

    /// <summary>The element at a zero-based position.</summary>
    public T this[int index] => Items[index];

    /// <summary>The elements as a span, without a copy.</summary>
    public ReadOnlySpan<T> AsSpan() => Items;

    public bool Contains(T item) => Array.IndexOf(Items, item) >= 0;

    public bool Equals(ValueList<T> other) => Items.AsSpan().SequenceEqual(other.Items, EqualityComparer<T>.Default);

    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T item in Items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);

    /// <summary>For <c>foreach</c>, which takes it without an allocation.</summary>
    public Enumerator GetEnumerator() => new(Items);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();

    public override string ToString() => string.Join(", ", Items);

    /// <summary>Goes over the elements in order.</summary>
    public struct Enumerator
    {
        private readonly T[] items;
        private int index = -1;

        internal Enumerator(T[] items) => this.items = items;

        /// <summary>The element at which it is.</summary>
        public readonly T Current => items[index];

        /// <summary>Goes on to the next element; <c>false</c> behind the last one.</summary>
        public bool MoveNext() => ++index < items.Length;
    }
}

/// <summary>Makes <see cref="ValueList{T}"/> from collection expressions and sequences.</summary>
public static class ValueList
{
    /// <summary>The list of the given elements; what <c>[a, b]</c> compiles to.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? default : new(items.ToArray());

    /// <summary>The list of a sequence's elements.</summary>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items) => new([.. items]);
}
