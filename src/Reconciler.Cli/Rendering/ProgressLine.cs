using Reconciler.Core.Planning;
using Reconciler.Loading.Rendering;

namespace Reconciler.Cli.Rendering;

/// <summary>How far an apply is, as one line of a terminal that is written over.</summary>
internal sealed class ProgressLine(int total, TextWriter writer) : IProgress<Step>
{
    private const string ToStartOfEmptyLine = "\r\e[K";

    private int done;

    public void Report(Step value)
    {
        done++;
        writer.Write($"{ToStartOfEmptyLine}{done}/{Math.Max(total, done)} {Printable.Text(value.Change.Id.ToString())}");
    }

    /// <summary>Takes the line away.</summary>
    public void Clear() => writer.Write(ToStartOfEmptyLine);
}
