namespace Reconciler.Loading.Binding;

/// <summary>What was read of a mapping's fields, until the mapping is read.</summary>
internal readonly struct FieldValues
{
    private readonly Field[] fields;
    private readonly Stack stack;
    private readonly int first;

    private FieldValues(Field[] fields, Stack stack, int first)
    {
        this.fields = fields;
        this.stack = stack;
        this.first = first;
    }

    /// <param name="position">The field's among the mapping's.</param>
    public void Set(int position, object value) => stack.Values[first + position] = value;

    public bool Says(Field field) => ValueOf(field) is not null;

    /// <summary>A field's value; what was not said, or is at fault, has the field's default.</summary>
    public T Get<T>(Field<T> field) => ValueOf(field) is object value ? (T)value : field.Default!;

    /// <summary>Forgets the values, and those of all mappings that were begun later.</summary>
    public void Forget() => stack.ShortenTo(first);

    private object? ValueOf(Field field)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            if (ReferenceEquals(fields[i], field))
                return stack.Values[first + i];
        }
        return null;
    }

    /// <summary>The values of a mapping's fields lie above those of the mapping that it is in.</summary>
    public sealed class Stack
    {
        // As many as an attachment has, with what it is in and what is in it.
        private const int Usual = 32;

        private int count;

        public object?[] Values { get; private set; } = new object?[Usual];

        /// <summary>Room for the values of a mapping's fields, of which nothing is said yet.</summary>
        public FieldValues Begin(Field[] fields)
        {
            int first = count;
            count += fields.Length;
            if (count > Values.Length)
                Values = [.. Values, .. new object?[Math.Max(count, 2 * Values.Length) - Values.Length]];
            return new(fields, this, first);
        }

        public void ShortenTo(int length)
        {
            Array.Clear(Values, length, count - length);
            count = length;
        }
    }
}
