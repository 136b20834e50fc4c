using Reconciler.Netlink.Wire;
using Reconciler.Netlink.Xfrm;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary><c>NFTA_XFRM_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum XfrmExpressionAttribute : ushort
{
    Destination = 1,
    Key = 2,
    Direction = 3,
    Number = 4,
}

/// <summary><c>enum nft_xfrm_keys</c>; others keep their numbers.</summary>
public enum XfrmKey : uint
{
    /// <summary><c>NFT_XFRM_KEY_REQID</c>: four bytes in host order.</summary>
    RequestId = 5,
}

/// <summary>
/// <c>xfrm</c>: loads something of the state that a packet came in by, or will be sent by; without such a state the rule ends.
/// </summary>
/// <param name="Number">Which state, where there are several; 0: the outermost.</param>
public sealed record XfrmExpression(XfrmKey Key, XfrmDirection Direction, uint Number, Register Destination) : Expression
{
    internal const string KernelName = "xfrm";

    /// <inheritdoc/>
    public override string Name => KernelName;

    internal static XfrmExpression? Read(AttributeReader<XfrmExpressionAttribute> attributes)
    {
        Register? destination = null;
        XfrmKey? key = null;
        XfrmDirection? direction = null;
        uint number = 0;
        foreach (AttributeView<XfrmExpressionAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case XfrmExpressionAttribute.Destination: destination = attribute.Register(); break;
                case XfrmExpressionAttribute.Key: key = (XfrmKey)attribute.Number(); break;
                case XfrmExpressionAttribute.Direction: direction = (XfrmDirection)attribute.As<byte>(); break;
                case XfrmExpressionAttribute.Number: number = attribute.Number(); break;
                default: return null;
            }
        }

        return destination is { } to && key is { } k && direction is { } d ? new(k, d, number, to) : null;
    }

    private protected override void WriteData(Scope<ExpressionAttribute> element)
    {
        using Scope<XfrmExpressionAttribute> data = element.Nest<XfrmExpressionAttribute>(ExpressionAttribute.Data);
        data.PutNumber(XfrmExpressionAttribute.Key, (uint)Key);
        data.Put(XfrmExpressionAttribute.Direction, (byte)Direction);
        data.PutNumber(XfrmExpressionAttribute.Number, Number);
        data.PutRegister(XfrmExpressionAttribute.Destination, Destination);
    }
}
