using Reconciler.Core.Documents;

namespace Reconciler.Core.Resources;

/// <summary>How the commands that a person would have typed reach into a namespace.</summary>
internal static class Command
{
    /// <summary>An <c>ip</c> command line.</summary>
    public static string Ip(NamespaceId where, string arguments) =>
        where.Name is string name ? $"ip -n {name} {arguments}" : $"{Enter(where)}ip {arguments}";

    /// <summary>A command line of any other program.</summary>
    public static string In(NamespaceId where, string command) =>
        where.Name is string name ? $"nsenter --net=/run/netns/{name} {command}" : $"{Enter(where)}{command}";

    /// <summary>What <c>ip link</c> takes for a namespace: its name, its path, or a process in it.</summary>
    public static string Netns(NamespaceId where) => where.Engine is null ? where.ToString() : ProcessOf(where);

    private static string Enter(NamespaceId where) =>
        where.Engine is not null ? $"nsenter --net=/proc/{ProcessOf(where)}/ns/net "
        : where.Path is string path ? $"nsenter --net={path} "
        : "";

    // Docker and Podman answer alike.
    private static string ProcessOf(NamespaceId where) => $"$({where.Engine?.Word()} inspect -f '{{{{.State.Pid}}}}' {where.Container})";
}
