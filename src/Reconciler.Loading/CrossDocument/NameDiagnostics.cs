using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Loading.Binding;

namespace Reconciler.Loading.CrossDocument;

/// <summary>RC1356 to RC1359: names of attachments.</summary>
internal static class NameDiagnostics
{
    public static Diagnostic DuplicateDomain(SourceLocation at, string domain, SourceLocation first) => Diagnostic.Error(
        "RC1356", at, $"the domain '{domain}' is another network's already, at {first}", "give each network a domain of its own; without 'domain' it follows from the network's name");

    public static Diagnostic UselessAliases(SourceLocation at, string network) => Diagnostic.Warning(
        "RC1357", at, $"nobody can ask for the aliases: the network '{network}' serves no names", "names are served in networks of mode bridge and overlay whose 'dns' is enabled");

    public static Diagnostic NobodyCalled(SourceLocation at, string name, IEnumerable<string> known) => Diagnostic.Error(
        "RC1358", at, $"no ContainerAttachment is found as '{name}' by those who ask",
        known.FirstOrDefault(k => k.StartsWith(name + ".", StringComparison.Ordinal)) is string full ? $"did you mean '{full}'?"
        : NearestName.DidYouMean(name, known) ?? "a name alone is one of their own network; others have a domain, as in db.web.internal, and are found where 'reachableFrom' opens their network");

    public static Diagnostic NoNames(SourceLocation at) => Diagnostic.Error(
        "RC1359", at, "nobody of those who ask can look names up: their networks serve none", "names are served in networks of mode bridge and overlay whose 'dns' is enabled; or name who is asked as {attachment: …}");
}
