using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Commands;
using Reconciler.Netlink.Privileges;

namespace Reconciler.Cli;

/// <summary>What of its privileges a command keeps. The rest is given up before anything is read that somebody else wrote.</summary>
internal static class Privileges
{
    // Root may read and write everybody's files, and goes on to do so: documents are often somebody else's.
    private const Capability OfFiles = Capability.DacOverride | Capability.DacReadSearch;

    private const Capability OfHosts = OfFiles | Capability.NetAdmin | Capability.SysAdmin | Capability.NetRaw | Capability.NetBindService | Capability.SysPtrace;

    /// <summary>Gives up what the command of a command line does not need.</summary>
    /// <param name="seals">Whether no program that is started may have more; not before the sandbox is entered, for which a system may want to give some.</param>
    public static void Reduce(ParseResult parse, bool seals) => ProcessPrivileges.Keep(
        parse.CommandResult.Command.Options.Contains(LockOption.Timeout) || WatchCommand.IsAskedFor(parse) ? OfHosts | Capability.NetBroadcast
        : parse.CommandResult.Command.Options.Contains(HostOption.Owner) || RehearseCommand.IsAskedFor(parse) ? OfHosts
        : OfFiles, seals);
}
