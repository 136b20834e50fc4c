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

    private static string Enter(NamespaceId where) => where.Path is string path ? $"nsenter --net={path} " : "";
}
