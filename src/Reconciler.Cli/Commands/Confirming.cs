using System.Globalization;
using Reconciler.Cli.CommandLine;
using Reconciler.Core.Diagnostics;
using Reconciler.Kernel.Locking;

namespace Reconciler.Cli.Commands;

/// <summary>Waits, before the eyes of whoever watches, until a change is confirmed.</summary>
internal sealed class Confirming(HostRun run, Report report, TimeSpan limit) : IDisposable
{
    private const string ToStartOfEmptyLine = "\r\e[K";

    private readonly Confirmation confirmation = run.Confirmation();

    /// <summary>Whether somebody confirmed it; <c>null</c>: it did not come to that.</summary>
    public bool? IsConfirmed { get; private set; }

    /// <summary>Begins to listen; gives why nobody could confirm.</summary>
    public Diagnostic? Prepare() => confirmation.Listen();

    /// <summary>Waits; gives why the change is to be undone, <c>null</c> when a person wants it so.</summary>
    public Diagnostic? Wait(CancellationToken cancellation)
    {
        string command = $"reconciler confirm{HostOption.ToNameAgain(run.Owner, run.Netns)}";
        if (report.Watched is null && !report.IsJson)
            report.Error.Line($"Confirm within {Seconds(limit)} with '{command}', or everything is undone.");
        try
        {
            ConfirmationAnswer answer = confirmation.Wait(
                limit, left => report.Watched?.Write($"{ToStartOfEmptyLine}Confirm within {Seconds(left)} with '{command}', or everything is undone."), cancellation);
            IsConfirmed = answer == ConfirmationAnswer.Keep;
            return answer == ConfirmationAnswer.None ? LockDiagnostics.NotConfirmed(limit) : null;
        }
        catch (OperationCanceledException)
        {
            IsConfirmed = false;
            return null;
        }
        finally
        {
            report.Watched?.Write(ToStartOfEmptyLine);
        }
    }

    public void Dispose() => confirmation.Dispose();

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):0} s");
}
