using System.Runtime.CompilerServices;

namespace Reconciler.Netlink.Tests;

/// <summary>
/// Messages that others sent and that the kernel answered: files in which a line <c>request $ COMMAND</c> or <c>answer $ COMMAND</c>
/// names what caused the message below it, in hexadecimal.
/// </summary>
internal static class Captures
{
    /// <summary>The bytes of one message of a file beside the calling test.</summary>
    public static byte[] Load(string file, string title, [CallerFilePath] string caller = "")
    {
        string[] lines = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(caller)!, file));
        int start = Array.IndexOf(lines, title);
        Assert.True(start >= 0, $"{file} has no '{title}'");
        return Convert.FromHexString(string.Concat(lines.Skip(start + 1).TakeWhile(l => l.Length > 0)));
    }
}
