using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Inspecting;
using Reconciler.Core.Values;
using Reconciler.Kernel;
using Reconciler.Kernel.Inspecting;
using Reconciler.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>doctor</c>: what on a host would get in the way.</summary>
internal static class DoctorCommand
{
    public const string Name = "doctor";

    public static Command Define(Terminal terminal)
    {
        Command command = new(Name, "Look for what on this host would get in the way; changes nothing.");
        PathArgument.AddOptionalTo(command);
        HostOption.AddTo(command);
        command.Add(OutputOption.Data);
        command.Add(PageOptions.NoColor);
        command.SetAction(parse => Run(parse, terminal));
        return command;
    }

    private static int Run(ParseResult parse, Terminal terminal)
    {
        Report report = new(parse, terminal);
        LoadResult? loaded = parse.GetValue(PathArgument.OptionalPaths) is { Length: > 0 } paths ? Loader.Load(paths, terminal.Input) : null;
        string node = HostOption.NodeOf(loaded?.Documents ?? DocumentSet.Empty, parse.GetValue(HostOption.Node));
        ValueList<Diagnostic> faults = [.. loaded?.Diagnostics ?? []];
        bool isSound = faults.All(d => d.Severity != Severity.Error);
        using HostKernel kernel = new(HostOption.Of(parse, terminal.Error));
        ValueList<Check> checks = isSound ? new Examination(kernel, loaded?.Documents.On(node)).Run() : [];
        bool isClear = isSound && checks.All(c => c.IsClear);
        if (report.IsJson)
        {
            JsonOutput.Write(ExaminationJson.Of(isClear, checks, node, kernel.Options.Owner, faults), terminal.Output);
        }
        else
        {
            DiagnosticText.Write(faults, loaded?.Sources ?? new Dictionary<string, string>(), report.Error);
            CheckText.Write(checks, report.Output);
        }
        return isClear ? ExitCode.Success : ExitCode.Refused;
    }
}
