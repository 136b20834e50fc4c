using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary><c>NFTA_FIB_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum FibAttribute : ushort
{
    Destination = 1,
    Result = 2,
    Flags = 3,
}

/// <summary><c>enum nft_fib_result</c></summary>
public enum FibResult : uint
{
    /// <summary><c>NFT_FIB_RESULT_OIF</c></summary>
    OutputInterface = 1,

    /// <summary><c>NFT_FIB_RESULT_OIFNAME</c></summary>
    OutputInterfaceName = 2,

    /// <summary><c>NFT_FIB_RESULT_ADDRTYPE</c>: four bytes in host order, <c>RTN_*</c> of linux/rtnetlink.h.</summary>
    AddressType = 3,
}

/// <summary><c>enum nft_fib_flags</c>: what is looked up.</summary>
[Flags]
public enum FibFlags : uint
{
    /// <summary><c>NFTA_FIB_F_SADDR</c></summary>
    Source = 1,

    /// <summary><c>NFTA_FIB_F_DADDR</c></summary>
    Destination = 2,

    /// <summary><c>NFTA_FIB_F_MARK</c></summary>
    Mark = 4,

    /// <summary><c>NFTA_FIB_F_IIF</c></summary>
    InputInterface = 8,

    /// <summary><c>NFTA_FIB_F_OIF</c></summary>
    OutputInterface = 16,

    /// <summary><c>NFTA_FIB_F_PRESENT</c></summary>
    Present = 32,
}

/// <summary><c>fib</c>: loads what the routing tables say of the packet.</summary>
public sealed record FibExpression(FibResult Result, FibFlags Flags, Register Destination) : Expression
{
    internal const string KernelName = "fib";

    /// <inheritdoc/>
    public override string Name => KernelName;

    internal static FibExpression? Read(AttributeReader<FibAttribute> attributes)
    {
        Register? destination = null;
        FibResult? result = null;
        FibFlags? flags = null;
        foreach (AttributeView<FibAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case FibAttribute.Destination: destination = attribute.Register(); break;
                case FibAttribute.Result: result = (FibResult)attribute.Number(); break;
                case FibAttribute.Flags: flags = (FibFlags)attribute.Number(); break;
                default: return null;
            }
        }

        return destination is { } d && result is { } r && flags is { } f ? new(r, f, d) : null;
    }

    private protected override void WriteData(Scope<ExpressionAttribute> element)
    {
        using Scope<FibAttribute> data = element.Nest<FibAttribute>(ExpressionAttribute.Data);
        data.PutNumber(FibAttribute.Flags, (uint)Flags);
        data.PutNumber(FibAttribute.Result, (uint)Result);
        data.PutRegister(FibAttribute.Destination, Destination);
    }
}
