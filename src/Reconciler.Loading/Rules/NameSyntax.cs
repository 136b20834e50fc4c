using System.Buffers;
using System.Text;
using Reconciler.Core.Compiling;

namespace Reconciler.Loading.Rules;

/// <summary>What names may look like.</summary>
internal static class NameSyntax
{
    private const int MaxLabel = 63;

    // DNS names, of which a label's prefix is one, have at most this length (RFC 1035, section 2.3.4, without the root).
    private const int MaxDomain = 253;

    // A name and its dot come before it.
    private const int MaxNetworkDomain = MaxDomain - MaxLabel - 1;

    // NAME_MAX of linux/limits.h.
    private const int MaxFileName = 255;

    private const string Digits = "0123456789";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(Lower + Digits);
    private static readonly SearchValues<char> NameMiddle = SearchValues.Create(Lower + Digits + "-");
    private static readonly SearchValues<char> DomainMiddle = SearchValues.Create(Lower + Digits + "-.");
    private static readonly SearchValues<char> ContainerMiddle = SearchValues.Create(Lower + Upper + Digits + "_.-");
    private static readonly SearchValues<char> LabelEnds = SearchValues.Create(Lower + Upper + Digits);
    private static readonly SearchValues<char> LabelMiddle = SearchValues.Create(Lower + Upper + Digits + "-_.");

    // Directories of net.ipv4.conf and net.ipv6.conf that stand for more than an interface, and the loopback interface.
    private static readonly string[] ReservedInterfaces = ["all", "default", "lo"];

    /// <summary>A DNS label.</summary>
    public static bool IsDocumentName(string name) => Is(name, MaxLabel, NameEnds, NameMiddle);

    /// <summary>DNS labels with dots between them.</summary>
    public static bool IsFullName(string name) => name.Length <= MaxDomain && name.Split('.').All(IsDocumentName);

    /// <summary>What names can end with: neither an address nor what stands for one.</summary>
    public static bool IsDomain(string name) =>
        name.Length <= MaxNetworkDomain && IsFullName(name) && !name.Split('.')[^1].All(char.IsAsciiDigit) && !$".{name}".EndsWith(".arpa", StringComparison.Ordinal);

    public static bool IsLabelValue(string value) => value.Length == 0 || Is(value, MaxLabel, LabelEnds, LabelMiddle);

    /// <summary><c>tier</c> or <c>example.com/tier</c>.</summary>
    public static bool IsLabelKey(string key)
    {
        int slash = key.IndexOf('/');
        return Is(key.AsSpan(slash + 1), MaxLabel, LabelEnds, LabelMiddle)
            && (slash < 0 || Is(key.AsSpan(0, slash), MaxDomain, NameEnds, DomainMiddle));
    }

    /// <summary>As <c>dev_valid_name</c> of the kernel; '%' would number the interface, and some names are taken.</summary>
    public static bool IsInterfaceName(string name) =>
        name is not ("" or "." or "..")
        && Encoding.UTF8.GetByteCount(name) <= InterfaceNames.MaxLength
        && !Holds(name, c => c is '/' or ':' or '%' || char.IsWhiteSpace(c) || char.IsControl(c))
        && !ReservedInterfaces.Contains(name);

    /// <summary>A file name: namespaces are files in <c>/run/netns</c>.</summary>
    public static bool IsNetnsName(string name) =>
        name is not ("" or "." or "..") && Encoding.UTF8.GetByteCount(name) <= MaxFileName && !Holds(name, c => c == '/' || char.IsControl(c));

    /// <summary>As Docker and Podman demand it of names; ids are among them.</summary>
    public static bool IsContainerName(string name) => name.Length is > 0 and <= MaxFileName && LabelEnds.Contains(name[0]) && !name.AsSpan().ContainsAnyExcept(ContainerMiddle);

    /// <summary>A key as sysctl(8) writes it: a part of slashes alone would leave the directory, or the tree.</summary>
    public static bool IsNetworkSysctl(string key) =>
        key.Split('.') is ["net", _, .. string[] rest]
        && key.Split('.').All(part => part.Trim('/').Length > 0)
        && rest.Length > 0
        && !Holds(key, c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '=');

    private static bool Holds(string text, Func<char, bool> unwanted)
    {
        foreach (char c in text)
        {
            if (unwanted(c))
                return true;
        }
        return false;
    }

    private static bool Is(ReadOnlySpan<char> text, int maxLength, SearchValues<char> ends, SearchValues<char> middle) =>
        text.Length > 0 && text.Length <= maxLength && ends.Contains(text[0]) && ends.Contains(text[^1]) && !text.ContainsAnyExcept(middle);
}
