using Reconciler.Core.Diagnostics;

namespace Reconciler.Agent;

/// <summary>RC50xx: the daemon.</summary>
public static class AgentDiagnostics
{
    internal static Diagnostic AnotherDaemon(string owner, string socket) => Diagnostic.Error(
        "RC5001", null, $"a daemon runs already for the owner '{owner}' ({socket})", "end that one first, or name another owner with '--owner'");

    internal static Diagnostic NoSocket(string socket, string reason) => Diagnostic.Error(
        "RC5002", null, $"the socket {socket} cannot be made: {reason}", "run it as root, or try it out with '--sandbox'");

    internal static Diagnostic NotListening(string where, string reason) => Diagnostic.Error(
        "RC5004", null, $"nobody can ask the daemon at {where}: {reason}", "name an address of this host with '--listen', and a port that nobody has");

    internal static Diagnostic NotFetched(string url, string reason) => Diagnostic.Error(
        "RC5010", null, $"'{url}' cannot be fetched: {reason}", "what was fetched before stays; it is tried again");

    internal static Diagnostic NotSigned(string commit, string reason) => Diagnostic.Error(
        "RC5011", null, $"the commit {commit} is not signed by any of the given keys: {reason}", "sign it, or add the key of who did; the last good commit stays");

    internal static Diagnostic NotInCommit(string path, string commit) => Diagnostic.Error(
        "RC5012", null, $"there is no '{path}' in the commit {commit}", "check '--path'; it counts from the top of the repository");

    internal static Diagnostic NotForThisUser(string owner, string socket) => Diagnostic.Error(
        "RC5005", null, $"only root may ask the daemon of the owner '{owner}' ({socket})", "run it as root");

    internal static Diagnostic NoAnswer(string owner, string socket, TimeSpan patience) => Diagnostic.Error(
        "RC5006", null, $"the daemon of the owner '{owner}' ({socket}) does not answer within {patience.TotalSeconds} s", "look at its log, and restart it; that leaves the network as it is");

    internal static Diagnostic NoDaemon(string owner, string socket) => Diagnostic.Error(
        "RC5003", null, $"no daemon runs for the owner '{owner}': nobody listens at {socket}", "start one with 'reconciler watch'; 'reconciler status PATH' compares without one");
}
