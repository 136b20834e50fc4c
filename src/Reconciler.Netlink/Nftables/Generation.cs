using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary><c>NFTA_GEN_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum GenerationAttribute : ushort
{
    Id = 1,
    ProcessId = 2,
    ProcessName = 3,
}

/// <summary>The ruleset's generation: a number that every transaction in a network namespace increments.</summary>
/// <param name="ProcessId">Who asked or, in a notification, who made the transaction.</param>
public sealed record Generation(uint Id, uint ProcessId, string ProcessName)
{
    /// <summary>Reads a <see cref="NftablesMessageType.NewGeneration"/>.</summary>
    /// <exception cref="NetlinkFormatException">It is malformed.</exception>
    public static Generation Read(MessageView message)
    {
        Generation generation = new(0, 0, "");
        foreach (AttributeView<GenerationAttribute> attribute in message.Read<NetfilterHeader, GenerationAttribute>(out _))
        {
            generation = attribute.Type switch
            {
                GenerationAttribute.Id => generation with { Id = attribute.Number() },
                GenerationAttribute.ProcessId => generation with { ProcessId = attribute.Number() },
                GenerationAttribute.ProcessName => generation with { ProcessName = attribute.Text },
                _ => generation,
            };
        }

        return generation;
    }
}
