using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary><c>NFTA_HOOK_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum HookAttribute : ushort
{
    Number = 1,
    Priority = 2,
}

/// <summary>What makes a chain a base chain.</summary>
/// <param name="Type"><c>filter</c>, <c>nat</c> or <c>route</c>.</param>
/// <param name="Hook">The family's hook: <c>NF_INET_*</c> of linux/netfilter.h, and those of bridges with the same numbers.</param>
/// <param name="Priority">Chains with lower ones are called first.</param>
/// <param name="Policy">What happens to packets that reach the end: accept or drop.</param>
public sealed record BaseChain(string Type, uint Hook, int Priority, VerdictCode Policy = VerdictCode.Accept)
{
    internal BaseChain WithHook(AttributeReader<HookAttribute> attributes)
    {
        BaseChain hooked = this;
        foreach (AttributeView<HookAttribute> attribute in attributes)
        {
            if (attribute.Type == HookAttribute.Number)
                hooked = hooked with { Hook = attribute.Number() };
            else if (attribute.Type == HookAttribute.Priority)
                hooked = hooked with { Priority = (int)attribute.Number() };
        }

        return hooked;
    }

    internal void WriteTo(Scope<ChainAttribute> message)
    {
        message.PutString(ChainAttribute.Type, Type);
        message.PutNumber(ChainAttribute.Policy, (uint)Policy);
        using Scope<HookAttribute> hook = message.Nest<HookAttribute>(ChainAttribute.Hook);
        hook.PutNumber(HookAttribute.Number, Hook);
        hook.PutNumber(HookAttribute.Priority, (uint)Priority);
    }
}
