using System.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Loading.Rendering;

namespace Reconciler.Cli.Rendering;

/// <summary>How far an apply is, as one line of a terminal that is written over.</summary>
/// <param name="terminal"><c>null</c>: nobody watches.</param>
internal sealed class ProgressLine(int total, TextWriter? terminal) : IProgress<Step>
{
    private const string ToStartOfEmptyLine = "\r\e[K";

    // More often nobody sees, and thousands of steps would wait for the terminal.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    private int done;
    private long lastShown;

    public void Report(Step value)
    {
        done++;
        if (terminal is null || (lastShown != 0 && Stopwatch.GetElapsedTime(lastShown) < Pause))
            return;
        lastShown = Stopwatch.GetTimestamp();
        terminal.Write($"{ToStartOfEmptyLine}{done}/{Math.Max(total, done)} {Printable.Text(value.Change.Id.ToString())}");
    }

    /// <summary>Takes the line away.</summary>
    public void Clear() => terminal?.Write(ToStartOfEmptyLine);
}
