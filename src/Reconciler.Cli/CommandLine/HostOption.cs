using System.CommandLine;
using System.CommandLine.Parsing;
using Reconciler.Cli.SavedPlans;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Kernel;
using Reconciler.Loading.Rendering;
using Reconciler.Netlink.Tracing;

namespace Reconciler.Cli.CommandLine;

/// <summary>Options of the commands that look at a host.</summary>
internal static class HostOption
{
    private const int LongestOwner = 32;
    private const string DefaultOwner = "default";

    public static Option<string> Owner { get; } = new("--owner")
    {
        HelpName = "NAME",
        Description = "The name under which objects are marked and found again.",
        DefaultValueFactory = _ => DefaultOwner,
        CustomParser = ParseOwner,
    };

    public static Option<string?> Node { get; } = new("--node")
    {
        HelpName = "NAME",
        Description = "Which node of the documents this host is; otherwise the only one, or the one with the host's name.",
    };

    public static Option<string?> Netns { get; } = new("--netns")
    {
        HelpName = "NAME|PATH",
        Description = "The network namespace to act on as the host; otherwise the one that the program runs in.",
    };

    public static Option<bool> Sandbox { get; } = new("--sandbox")
    {
        Description = "Act on a throw-away host of its own; needs no root and touches nothing.",
    };

    public static Option<bool> Trace { get; } = new("--trace")
    {
        Description = "Write every netlink message, decoded, to standard error.",
    };

    /// <summary>Adds them to a command.</summary>
    public static void AddTo(Command command)
    {
        command.Add(Node);
        command.Add(Owner);
        command.Add(Netns);
        command.Add(Sandbox);
        command.Add(Trace);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Netns) is not null && result.GetValue(Sandbox))
                result.AddError("'--netns' and '--sandbox' exclude each other: each says which host to act on");
        });
    }

    /// <summary>Which node of the documents the host is.</summary>
    /// <param name="said">By the command line; <c>null</c>: nothing.</param>
    public static string NodeOf(DocumentSet documents, string? said) =>
        said ?? (documents.Nodes is [Document<NodeSpec> only] ? only.Name : Environment.MachineName);

    /// <summary>Whether a name can be an owner's.</summary>
    public static bool IsOwner(string name) =>
        name.Length is > 0 and <= LongestOwner && name.All(c => c is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9'));

    /// <summary>What another command has to say to act on the same host for the same owner; it begins with a space, or is empty.</summary>
    public static string ToNameAgain(string owner, string? netns) =>
        (owner == DefaultOwner ? "" : $" {Owner.Name} {owner}") + (netns is null ? "" : $" {Netns.Name} {netns}");

    /// <summary>The host that a command line names.</summary>
    /// <param name="log">Where messages are written when they are to be traced.</param>
    public static HostOptions Of(ParseResult parse, TextWriter log) => new(parse.GetRequiredValue(Owner))
    {
        Trace = parse.GetValue(Trace) ? message => log.Write(Printable.Text(MessageText.Of(message)) + "\n") : null,
        Namespace = NamespaceOf(parse.GetValue(Netns)),
    };

    /// <summary>The host that a command line names; what it does not say is as it was for a plan that was saved.</summary>
    /// <param name="log">Where messages are written when they are to be traced.</param>
    public static HostOptions Of(ParseResult parse, TextWriter log, PlanBasis saved) => Of(parse, log) with
    {
        Owner = parse.GetResult(Owner) is { Implicit: false } ? parse.GetRequiredValue(Owner) : saved.Owner,
        // A sandbox is a host of its own, whatever the plan was made for.
        Namespace = parse.GetValue(Sandbox) ? NamespaceId.Host : NamespaceOf(parse.GetValue(Netns) ?? saved.Netns),
    };

    private static NamespaceId NamespaceOf(string? said) => said switch
    {
        null => NamespaceId.Host,
        string path when path.Contains('/') => NamespaceId.File(Path.GetFullPath(path)),
        string name => NamespaceId.Named(name),
    };

    private static string ParseOwner(ArgumentResult result)
    {
        string name = result.Tokens[0].Value;
        if (!IsOwner(name))
            result.AddError($"'--owner {name}' cannot be: at most {LongestOwner} lower-case letters, digits and '-'");
        return name;
    }
}
