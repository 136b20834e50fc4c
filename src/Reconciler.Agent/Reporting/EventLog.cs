using System.Globalization;

namespace Reconciler.Agent.Reporting;

/// <summary>How events are logged.</summary>
public enum LogFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,
}

/// <summary>Writes each event as a line of a log.</summary>
/// <param name="isJournal">Whether systemd's journal reads it, which has times of its own and takes levels as <c>&lt;6&gt;</c> (sd-daemon(3)).</param>
public sealed class EventLog(TextWriter writer, LogFormat format, bool isJournal)
{
    /// <summary>Writes one.</summary>
    public void Write(WatchEvent happened) => writer.Write(Prefix(happened) + (format == LogFormat.Json ? EventJson.Line(happened) : Line(happened)) + "\n");

    private string Prefix(WatchEvent happened) => !isJournal ? "" : happened.Level switch
    {
        WatchLevel.Error => "<3>",
        WatchLevel.Warning => "<4>",
        _ => "<6>",
    };

    private string Line(WatchEvent happened) => isJournal
        ? happened.Text
        : string.Create(CultureInfo.InvariantCulture, $"{happened.At.LocalDateTime:HH:mm:ss.fff} {Word(happened.Level)} {happened.Text}");

    private static string Word(WatchLevel level) => level switch
    {
        WatchLevel.Error => "error  ",
        WatchLevel.Warning => "warning",
        _ => "info   ",
    };
}
