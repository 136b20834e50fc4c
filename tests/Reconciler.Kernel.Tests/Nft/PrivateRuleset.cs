using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Tests.Nft;

/// <summary>The ruleset of a network namespace of its own, changed by us or by nft, and read by both.</summary>
internal sealed class PrivateRuleset : IDisposable
{
    public const string TableName = "reconciler-test";


    private readonly NetworkNamespace here;
    private readonly NetlinkConnection netfilter;

    public PrivateRuleset()
    {
        here = Requirements.PrivateNamespace();
        netfilter = NetlinkConnection.Open(here, NetlinkProtocol.Netfilter);
    }

    public static NftTable Table { get; } = new(NamespaceId.Host, NftFamily.Inet, TableName);

    /// <summary>The steps that make resources, in their order.</summary>
    public static IReadOnlyList<Step> Creation(IEnumerable<Resource> resources) =>
        [.. resources.SelectMany(r => r.Kind.Steps(new Change.Create(r, null))).Order()];

    /// <summary>Carries out steps as one transaction.</summary>
    /// <exception cref="StepRefused">The kernel refused one of them.</exception>
    public void Apply(IEnumerable<Step> steps, uint? generation = null)
    {
        MessageWriter messages = new();
        RulesetWriter writer = new(messages, generation);
        foreach (Step step in steps)
            writer.Append(step);
        writer.End();
        try
        {
            netfilter.Transact(messages);
        }
        catch (NetlinkException e)
        {
            throw new StepRefused(writer.StepOf(e.Request), e);
        }
    }

    /// <summary>Makes resources as one transaction.</summary>
    public void Create(params IEnumerable<Resource> resources) => Apply(Creation(resources));

    /// <summary>What we read of our table.</summary>
    public ObservedRuleset Read() => new RulesetReader(netfilter, NamespaceId.Host).Read(TableName);

    /// <summary>The only resource of a type that we read.</summary>
    public TResource ReadOnly<TResource>()
        where TResource : Resource
        => Read().Resources.OfType<TResource>().Single();

    /// <summary>What nft says of the whole ruleset.</summary>
    public string List() => Run("nft", "list", "ruleset");

    /// <summary>Runs commands in a shell in the namespace.</summary>
    public void Shell(string commands) => Run("sh", "-e", "-c", commands);

    /// <summary>Runs the commands that a person would have typed for the steps.</summary>
    public void RunCommandsOf(IEnumerable<Step> steps) => Shell(string.Join('\n', steps.SelectMany(step => step.Commands)));

    public void Dispose()
    {
        netfilter.Dispose();
        here.Dispose();
    }

    private string Run(params string[] command) => NamespaceShell.Run(here, command);
}

/// <summary>The kernel refused the message of a step; null: of none.</summary>
internal sealed class StepRefused(Step? step, NetlinkException cause) : Exception(cause.Message, cause)
{
    public Step? Step { get; } = step;

    public Errno Errno { get; } = cause.Errno;
}
