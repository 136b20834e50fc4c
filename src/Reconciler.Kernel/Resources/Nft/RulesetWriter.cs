using Reconciler.Core.Planning;
using Reconciler.Core.Resources.Nft;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>Writes the steps of a plan's ruleset stage as one transaction, and remembers which message belongs to which step.</summary>
internal sealed class RulesetWriter
{
    private readonly MessageWriter messages;
    private readonly NftablesBatch batch;
    private readonly List<Step?> steps = [];

    /// <summary>Begins the transaction.</summary>
    /// <param name="messages">Where it goes; must be empty.</param>
    /// <param name="generation">
    /// The generation that the plan was computed from; null to change whatever is there. A stale one is refused with
    /// <c>ERESTART</c> on a message that belongs to no step.
    /// </param>
    public RulesetWriter(MessageWriter messages, uint? generation)
    {
        this.messages = messages;
        batch = new NftablesBatch(messages, generation);
        Remember(null);
    }

    /// <summary>Appends what a step does.</summary>
    public void Append(Step step)
    {
        Write(step);
        Remember(step);
    }

    /// <summary>Ends the transaction; it is then to be sent.</summary>
    public void End()
    {
        batch.End();
        Remember(null);
    }

    /// <summary>The step that a message belongs to; null for the two around the transaction.</summary>
    public Step? StepOf(int message) => steps[message];

    private void Remember(Step? step)
    {
        while (steps.Count < messages.Count)
            steps.Add(step);
    }

    private void Write(Step step)
    {
        switch (step.Subject)
        {
            case NftTable table: Write(step.Verb, table); break;
            case NftSet set: Write(step.Verb, set); break;
            case NftChain chain: Write(step.Verb, chain); break;
            case NftElement element: Write(step.Verb, element); break;
            default: throw new ArgumentException($"{step.Change.Id} is nothing of nf_tables.", nameof(step));
        }
    }

    private void Write(Verb verb, NftTable table)
    {
        Table written = new((NetfilterFamily)table.Family, table.Name) { Flags = table.Dormant ? TableFlags.Dormant : TableFlags.None };
        if (verb == Verb.Delete)
            batch.Delete(written);
        else
            batch.Add(written);
    }

    private void Write(Verb verb, NftSet set)
    {
        if (verb == Verb.Delete)
            batch.Delete(SetCodec.Write(set));
        else
            batch.Add(SetCodec.Write(set));
    }

    private void Write(Verb verb, NftElement element)
    {
        if (verb == Verb.Delete)
            batch.Delete(ElementCodec.Write(element with { Data = [], Options = null }));
        else
            batch.Add(ElementCodec.Write(element));
    }

    private void Write(Verb verb, NftChain chain)
    {
        Chain written = ChainCodec.Write(chain);
        switch (verb)
        {
            case Verb.Create: batch.Add(written); break;
            case Verb.Deactivate: batch.Flush(written); break;
            case Verb.Delete: batch.Delete(written); break;
            default:
                foreach (NftRule rule in chain.Rules)
                    batch.Add(ChainCodec.Write(chain, rule));
                break;
        }
    }
}
