using System.Text;
using Reconciler.Cli.SavedPlans;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;

namespace Reconciler.Fuzz.Targets;

/// <summary>Saved plans: the input as it is, and once more with the hash that belongs to it, since nobody guesses that.</summary>
internal static class SavedPlanTarget
{
    public static void Run(byte[] bytes)
    {
        Read(bytes);
        Read([.. bytes, .. Encoding.UTF8.GetBytes($"  \"sha256\": \"{Fingerprint.Of(bytes)}\"\n}}\n")]);
    }

    private static void Read(byte[] bytes)
    {
        if (SavedPlan.TryRead("plan.json", bytes, out PlanBasis? basis, out Diagnostic? fault))
            _ = Moves.Between(basis, basis with { Files = [], State = [], Changes = [], Rulesets = [] }, isPlanned: true).Count();
        else if (fault.Message.Length == 0)
            throw new InvalidOperationException("A fault without words.");
    }
}
