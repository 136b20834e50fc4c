using System.CommandLine;

namespace Reconciler.Cli.CommandLine;

/// <summary><c>--implied</c>, of the commands that prove what documents assert.</summary>
internal static class ImpliedOption
{
    public static Option<bool> Implied { get; } = new("--implied")
    {
        Description = "Prove as well what the documents imply: who is on one network, what is published, and that nothing else is open.",
    };
}
