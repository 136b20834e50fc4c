using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;
using Reconciler.Cli.Reports;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;
using Reconciler.Kernel.Proving;

namespace Reconciler.Cli.Commands;

/// <summary><c>prove</c>: proves what the documents assert about the host as it is, with packets.</summary>
internal static class ProveCommand
{
    public const string Name = "prove";

    private static readonly Option<bool> TraceRules = new("--trace-rules")
    {
        Description = "Name the rule that decided about what is not as asserted: asks once more while a table of its own traces the packets, which goes afterwards.",
    };

    public static Command Define(Terminal terminal)
    {
        Command command = new(Name, "Prove every Reachability on this host as it is, with packets; changes nothing.");
        PathArgument.AddTo(command);
        command.Add(ImpliedOption.Implied);
        command.Add(TraceRules);
        HostOption.AddTo(command);
        command.Add(OutputOption.Tests);
        command.Add(PageOptions.Verbose);
        command.Add(PageOptions.NoColor);
        command.SetAction(parse => Run(parse, terminal));
        return command;
    }

    private static int Run(ParseResult parse, Terminal terminal)
    {
        Report report = new(parse, terminal);
        using Interruption interruption = new(report.Error, "Interrupted: no more is asked …", "Interrupted already.");
        using HostRun run = HostRun.Start(parse, terminal);
        ProofReport? proof = run.HasErrors ? null : run.Prove(parse.GetValue(ImpliedOption.Implied), parse.GetValue(TraceRules), interruption.Token);
        ValueList<Diagnostic> all = [.. run.Diagnostics, .. proof?.Diagnostics ?? []];
        OutputFormat format = parse.GetValue(OutputOption.Tests);
        switch (format)
        {
            case OutputFormat.JUnit:
                JUnitXml.Write("reconciler prove", [.. ProofSuites.Of(run.Documents, run.Diagnostics, proof)], run.Sources, terminal.Output);
                break;
            case OutputFormat.Markdown:
                terminal.Output.Write(new ProofMarkdown(run.Documents, run.Node, proof, all, run.Sources).ToString());
                break;
            default:
                FaultOutput.Write(format, all, terminal, () => ProofJson.Of(proof, run.Node, run.Owner, all), () =>
                {
                    DiagnosticText.Write(all, run.Sources, report.Error);
                    if (proof is not null)
                        ProofText.Write(proof, report);
                });
                break;
        }
        // Before signals mean the end of the program again.
        terminal.Output.Flush();
        return proof is { IsProven: true } ? ExitCode.Success : ExitCode.Refused;
    }
}
