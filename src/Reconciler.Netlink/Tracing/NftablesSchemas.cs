using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;
using Reconciler.Netlink.Wire;
using static Reconciler.Netlink.Tracing.Formats;

namespace Reconciler.Netlink.Tracing;

/// <summary>What nf_tables' messages hold.</summary>
internal static class NftablesSchemas
{
    private static readonly AttributeSchema Data = AttributeSchema.Of<DataAttribute>(
        (DataAttribute.Value, Hexadecimal),
        (DataAttribute.Verdict, Nested(AttributeSchema.Of<VerdictAttribute>((VerdictAttribute.Code, NetworkNumber), (VerdictAttribute.Chain, Text)))));

    public static AttributeSchema Batch { get; } = AttributeSchema.Of<BatchAttribute>((BatchAttribute.Generation, NetworkNumber));

    public static AttributeSchema Generation { get; } = AttributeSchema.Of<GenerationAttribute>(
        (GenerationAttribute.Id, NetworkNumber), (GenerationAttribute.ProcessId, NetworkNumber), (GenerationAttribute.ProcessName, Text));

    public static AttributeSchema Table { get; } = AttributeSchema.Of<TableAttribute>(
        (TableAttribute.Name, Text), (TableAttribute.Flags, NetworkNumber), (TableAttribute.Use, NetworkNumber), (TableAttribute.Handle, NetworkNumber));

    public static AttributeSchema Chain { get; } = AttributeSchema.Of<ChainAttribute>(
        (ChainAttribute.Table, Text),
        (ChainAttribute.Name, Text),
        (ChainAttribute.Type, Text),
        (ChainAttribute.Handle, NetworkNumber),
        (ChainAttribute.Policy, NetworkNumber),
        (ChainAttribute.Use, NetworkNumber),
        (ChainAttribute.Flags, NetworkNumber),
        (ChainAttribute.Hook, Nested(AttributeSchema.Of<HookAttribute>((HookAttribute.Number, NetworkNumber), (HookAttribute.Priority, NetworkNumber)))));

    public static AttributeSchema Rule { get; } = AttributeSchema.Of<RuleAttribute>(
        (RuleAttribute.Table, Text),
        (RuleAttribute.Chain, Text),
        (RuleAttribute.Handle, NetworkNumber),
        (RuleAttribute.Position, NetworkNumber),
        (RuleAttribute.Expressions, ListOf(AttributeSchema.Of<ExpressionAttribute>(
            (ExpressionAttribute.Name, Text), (ExpressionAttribute.Data, ByKind(Expressions()))))));

    public static AttributeSchema Set { get; } = AttributeSchema.Of<SetAttribute>(
        (SetAttribute.Table, Text),
        (SetAttribute.Name, Text),
        (SetAttribute.Flags, NetworkNumber),
        (SetAttribute.KeyType, NetworkNumber),
        (SetAttribute.KeyLength, NetworkNumber),
        (SetAttribute.DataType, NetworkNumber),
        (SetAttribute.DataLength, NetworkNumber),
        (SetAttribute.Id, NetworkNumber));

    public static AttributeSchema Elements { get; } = AttributeSchema.Of<ElementListAttribute>(
        (ElementListAttribute.Table, Text),
        (ElementListAttribute.Set, Text),
        (ElementListAttribute.Elements, ListOf(AttributeSchema.Of<ElementAttribute>(
            (ElementAttribute.Key, Nested(Data)),
            (ElementAttribute.KeyEnd, Nested(Data)),
            (ElementAttribute.Data, Nested(Data)),
            (ElementAttribute.Flags, NetworkNumber)))));

    private static AttributeFormat ListOf(AttributeSchema element) => Nested(AttributeSchema.Of<ListElement>((ListElement.Element, Nested(element))));

    private static Dictionary<string, AttributeSchema> Expressions() => new()
    {
        ["meta"] = AttributeSchema.Of<MetaAttribute>((MetaAttribute.Destination, NetworkNumber), (MetaAttribute.Key, NetworkNumber)),
        ["ct"] = AttributeSchema.Of<ConntrackAttribute>((ConntrackAttribute.Destination, NetworkNumber), (ConntrackAttribute.Key, NetworkNumber)),
        ["cmp"] = AttributeSchema.Of<CompareAttribute>(
            (CompareAttribute.Source, NetworkNumber), (CompareAttribute.Operation, NetworkNumber), (CompareAttribute.Data, Nested(Data))),
        ["payload"] = AttributeSchema.Of<PayloadAttribute>(
            (PayloadAttribute.Destination, NetworkNumber), (PayloadAttribute.Base, NetworkNumber),
            (PayloadAttribute.Offset, NetworkNumber), (PayloadAttribute.Length, NetworkNumber)),
        ["bitwise"] = AttributeSchema.Of<BitwiseAttribute>(
            (BitwiseAttribute.Source, NetworkNumber), (BitwiseAttribute.Destination, NetworkNumber), (BitwiseAttribute.Length, NetworkNumber),
            (BitwiseAttribute.Operation, NetworkNumber), (BitwiseAttribute.Mask, Nested(Data)), (BitwiseAttribute.Xor, Nested(Data))),
        ["byteorder"] = AttributeSchema.Of<ByteOrderAttribute>(
            (ByteOrderAttribute.Source, NetworkNumber), (ByteOrderAttribute.Destination, NetworkNumber), (ByteOrderAttribute.Operation, NetworkNumber),
            (ByteOrderAttribute.Length, NetworkNumber), (ByteOrderAttribute.Size, NetworkNumber)),
        ["lookup"] = AttributeSchema.Of<LookupAttribute>(
            (LookupAttribute.Set, Text), (LookupAttribute.Source, NetworkNumber), (LookupAttribute.Destination, NetworkNumber),
            (LookupAttribute.SetId, NetworkNumber), (LookupAttribute.Flags, NetworkNumber)),
        ["fib"] = AttributeSchema.Of<FibAttribute>(
            (FibAttribute.Destination, NetworkNumber), (FibAttribute.Result, NetworkNumber), (FibAttribute.Flags, NetworkNumber)),
        ["nat"] = AttributeSchema.Of<NatAttribute>(
            (NatAttribute.Type, NetworkNumber), (NatAttribute.Family, NetworkNumber), (NatAttribute.AddressMinimum, NetworkNumber),
            (NatAttribute.AddressMaximum, NetworkNumber), (NatAttribute.PortMinimum, NetworkNumber), (NatAttribute.PortMaximum, NetworkNumber),
            (NatAttribute.Flags, NetworkNumber)),
        ["masq"] = AttributeSchema.Of<MasqueradeAttribute>((MasqueradeAttribute.Flags, NetworkNumber)),
        ["immediate"] = AttributeSchema.Of<ImmediateAttribute>((ImmediateAttribute.Destination, NetworkNumber), (ImmediateAttribute.Data, Nested(Data))),
        ["counter"] = AttributeSchema.Of<CounterAttribute>((CounterAttribute.Bytes, NetworkNumber), (CounterAttribute.Packets, NetworkNumber)),
    };
}
