using System.Text;
using System.Text.RegularExpressions;
using Reconciler.EndToEnd.Tests;

namespace Reconciler.Cli.Tests;

/// <summary>
/// A session at the command line as a text file. It begins with files (<c>=== NAME</c> and the text), then come commands (<c>$ …</c>)
/// with what they print: standard output as it is, each line of standard error after <c>! </c>, and <c>[exit N]</c> when N is not 0.
/// Lines that begin with <c># </c> are remarks.
/// </summary>
internal sealed partial class Scenario
{
    private const string FileMark = "=== ";
    private const string CommandMark = "$ ";
    private readonly List<string> lines;

    public Scenario(string text) => lines = [.. text.TrimEnd('\n').Split('\n')];

    /// <summary>Plays the session on a host, and gives the same text with what the commands print now.</summary>
    public string Play(PrivateHost host)
    {
        StringBuilder text = new();
        string? file = null;
        bool printed = false;
        foreach (string line in lines)
        {
            if (line.StartsWith(CommandMark, StringComparison.Ordinal))
            {
                (file, printed) = (null, true);
                text.Append(line).Append('\n').Append(Printed(host.Run(Prepare(line[CommandMark.Length..], host)))).Append('\n');
            }
            else if (line.StartsWith(FileMark, StringComparison.Ordinal))
            {
                file = Path.Combine(host.Directory, line[FileMark.Length..]);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, "");
                text.Append(line).Append('\n');
            }
            else if (file is not null)
            {
                File.AppendAllText(file, line + "\n");
                text.Append(line).Append('\n');
            }
            else if (!printed || line.StartsWith("# ", StringComparison.Ordinal))
            {
                text.Append(line).Append('\n');
            }
        }
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Prepare(string command, PrivateHost host) =>
        $"cd {host.Directory} && PATH={Path.GetDirectoryName(EndToEnd.Tests.Program.Path)}:$PATH && {command}";

    private static string Printed(Result result)
    {
        StringBuilder text = new(result.Output);
        if (result.Output.Length > 0 && !result.Output.EndsWith('\n'))
            text.Append("(no end of line)\n");
        if (result.Errors.Length > 0)
            text.Append(ErrorLine().Replace(result.Errors.TrimEnd('\n'), "! ")).Append('\n');
        if (result.ExitCode != 0)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"[exit {result.ExitCode}]\n");
        string lasting = Commit().Replace(Duration().Replace(text.ToString(), "${before}N${after}"), "COMMIT");
        return lasting.Replace("! \n", "!\n", StringComparison.Ordinal);
    }

    [GeneratedRegex("^", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();

    // Times and commits differ from run to run.
    [GeneratedRegex("""(?<before> in |"milliseconds": )[0-9.]+(?<after> ms|,)""")]
    private static partial Regex Duration();

    [GeneratedRegex("""(?<=^reconciler [0-9.]+ \()[0-9a-f]{12}(?=\)$)|(?<="commit": ")[0-9a-f]+""", RegexOptions.Multiline)]
    private static partial Regex Commit();
}
