using Reconciler.Cli.SavedPlans;

namespace Reconciler.Cli.Json;

/// <summary>What <c>plan --out</c> saves, without the hash behind it.</summary>
/// <param name="Basis">What is compared before it is applied.</param>
/// <param name="Plan">For those who review it; never read again.</param>
internal sealed record SavedPlanJson(PlanBasis Basis, PlanJson Plan) : Envelope("SavedPlan");
