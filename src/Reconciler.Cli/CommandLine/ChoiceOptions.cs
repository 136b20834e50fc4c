using System.CommandLine;
using Reconciler.Core.Planning;

namespace Reconciler.Cli.CommandLine;

/// <summary><c>--no-prune</c> and <c>--adopt</c>: what a plan may do.</summary>
internal static class ChoiceOptions
{
    private static readonly Option<bool> NoPrune = new("--no-prune")
    {
        Description = "Leave what the owner has and the documents no longer want; the plan says how much that is.",
    };

    private static readonly Option<string[]> Adopt = new("--adopt")
    {
        HelpName = "NAME",
        Description = "Take over an interface of this host that is nobody's and has the name that a document wants; may be said several times.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Adds them to a command.</summary>
    /// <param name="saved">The option for a saved plan, which has decided already.</param>
    public static void AddTo(Command command, Option<string?>? saved = null)
    {
        command.Add(NoPrune);
        command.Add(Adopt);
        if (saved is null)
            return;
        command.Validators.Add(result =>
        {
            Option? said = result.GetValue(NoPrune) ? NoPrune : result.GetResult(Adopt) is not null ? Adopt : null;
            if (said is not null && result.GetResult(saved) is not null)
                result.AddError($"'{said.Name}' and '{saved.Name}' exclude each other: the plan has it already, as it was saved");
        });
    }

    /// <summary>What a command line says; what the command does not take is as usual.</summary>
    public static PlanChoices Of(ParseResult parse) => new(!parse.GetValue(NoPrune), [.. parse.GetValue(Adopt) ?? []]);
}
