namespace Reconciler.Core.Diagnostics;

/// <summary>RC41xx: plans that cannot be saved, or not be applied any more.</summary>
public static class SavedPlanDiagnostics
{
    private const int Named = 3;
    private const string PlanAgain = "plan again, and have the new plan reviewed";

    public static Diagnostic NotSaved(string file, string reason) => Diagnostic.Error(
        "RC4101", null, $"the plan cannot be saved in '{file}': {reason}", "name another file, which does not exist yet, with '--out'");

    public static Diagnostic NotReadable(string file, string reason) => Diagnostic.Error(
        "RC4102", null, $"'{file}' cannot be applied: {reason}", "'--plan' takes a file that 'reconciler plan … --out FILE' has saved");

    public static Diagnostic Altered(string file) => Diagnostic.Error(
        "RC4103", null, $"'{file}' was changed or cut short after it was saved", PlanAgain);

    public static Diagnostic OtherVersion(string saved, string running) => Diagnostic.Error(
        "RC4104", null, $"the plan was made by version {saved}, and this is {running}", PlanAgain);

    public static Diagnostic OtherHost() => Diagnostic.Error(
        "RC4105", null, "the plan was made on another host, or before this one was started again", PlanAgain);

    public static Diagnostic OtherPlace(string what, string saved, string now) => Diagnostic.Error(
        "RC4105", null, $"the plan was made for the {what} '{saved}', not for '{now}'", $"leave the option out, or plan again for '{now}'");

    /// <param name="happened">As in <c>changed</c>.</param>
    public static Diagnostic FilesMoved(IReadOnlyCollection<string> files, string happened) => Diagnostic.Error(
        "RC4106", null, $"since the plan was made, {Names(files)} {(files.Count == 1 ? "was" : "were")} {happened}", PlanAgain);

    public static Diagnostic StateMoved(IReadOnlyCollection<string> resources) => Diagnostic.Error(
        "RC4107", null, $"since the plan was made, {Names(resources)} {(resources.Count == 1 ? "is" : "are")} not as before", PlanAgain);

    public static Diagnostic RulesetMoved(string where) => Diagnostic.Error(
        "RC4108", null, $"since the plan was made, somebody changed the ruleset of {where}",
        $"{PlanAgain}; 'nft monitor' shows who keeps changing it");

    public static Diagnostic PlanDiffers(IReadOnlyCollection<string> resources) => Diagnostic.Error(
        "RC4109", null, $"what is to be done is not what the plan says: it differs for {Names(resources)}", PlanAgain);

    private static string Names(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(Named)) + (names.Count > Named ? $" and {names.Count - Named} more" : "");
}
