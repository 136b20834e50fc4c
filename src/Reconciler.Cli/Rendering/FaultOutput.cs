using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Json;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Cli.Rendering;

/// <summary>Results that are a list of faults, in the format that was asked for.</summary>
internal static class FaultOutput
{
    /// <param name="json">All that programs are told.</param>
    /// <param name="text">Writes all that people are told.</param>
    public static void Write<TJson>(OutputFormat format, IReadOnlyCollection<Diagnostic> faults, Terminal terminal, Func<TJson> json, Action text)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(json(), terminal.Output);
                break;
            case OutputFormat.GitHub:
                GitHubText.Write(faults, terminal.Output);
                break;
            case OutputFormat.Sarif:
                JsonOutput.Write(SarifLog.Of(faults, ProductVersion.Number), terminal.Output);
                break;
            default:
                text();
                break;
        }
    }
}
