using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary><c>NFTA_IMMEDIATE_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum ImmediateAttribute : ushort
{
    Destination = 1,
    Data = 2,
}

/// <summary><c>immediate</c>: loads a value, or decides what is to happen with the packet.</summary>
/// <param name="Destination"><see cref="Register.Verdict"/> for a verdict.</param>
public sealed record ImmediateExpression(Register Destination, Data Value) : Expression
{
    internal const string KernelName = "immediate";

    /// <inheritdoc/>
    public override string Name => KernelName;

    /// <summary>The expression that ends a rule so.</summary>
    public static ImmediateExpression Verdict(VerdictCode code, string? chain = null)
        => new(Register.Verdict, new Data.Verdict(code, chain));

    internal static ImmediateExpression? Read(AttributeReader<ImmediateAttribute> attributes)
    {
        Register? destination = null;
        Data? value = null;
        foreach (AttributeView<ImmediateAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case ImmediateAttribute.Destination: destination = attribute.Register(); break;
                case ImmediateAttribute.Data: value = Data.Read(attribute); break;
                default: return null;
            }
        }

        return destination is { } d && value is not null ? new(d, value) : null;
    }

    private protected override void WriteData(Scope<ExpressionAttribute> element)
    {
        using Scope<ImmediateAttribute> data = element.Nest<ImmediateAttribute>(ExpressionAttribute.Data);
        data.PutRegister(ImmediateAttribute.Destination, Destination);
        using Scope<DataAttribute> value = data.Nest<DataAttribute>(ImmediateAttribute.Data);
        Value.WriteTo(value);
    }
}
