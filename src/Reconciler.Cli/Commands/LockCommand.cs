using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Compiling;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>lock</c>: pins the automatic addresses, so that every host and every run knows the same.</summary>
internal static class LockCommand
{
    public const string Name = "lock";

    private const string StandardInput = "-";

    private static readonly Option<bool> Check = new("--check")
    {
        Description = "Write nothing; exit code 1 when the lock file is not up to date.",
    };

    public static Command Define(Terminal terminal)
    {
        Command command = new(Name, $"Pin the automatic addresses in {AddressLockFile.Name}, to be reviewed and committed.");
        PathArgument.AddTo(command);
        command.Add(Check);
        command.Add(PageOptions.NoColor);
        command.Validators.Add(result =>
        {
            if (result.GetValue(PathArgument.Paths)?.Contains(StandardInput) == true)
                result.AddError("the lock file stands beside the documents: name a file or folder instead of '-'");
        });
        command.SetAction(parse => Run(parse, terminal));
        return command;
    }

    private static int Run(ParseResult parse, Terminal terminal)
    {
        string[] paths = parse.GetRequiredValue(PathArgument.Paths);
        string file = FileFor(paths[0]);
        LoadResult loaded = Loader.Load(File.Exists(file) ? [.. paths, file] : paths, terminal.Input);
        (AddressLockSpec pins, ValueList<Diagnostic> faults) = AddressLocking.Lock(loaded.Documents);
        ValueList<Diagnostic> errors = [.. loaded.Diagnostics.Concat(faults).Where(d => d.Severity == Severity.Error && d.Code != AddressLockFile.UnpinnedCode)];
        Page page = PageOptions.OutputPage(parse, terminal);
        Page errorPage = PageOptions.ErrorPage(parse, terminal);
        DiagnosticText.Write(errors, loaded.Sources, errorPage);
        if (errors.Count > 0)
            return ExitCode.Refused;
        string text = AddressLockFile.Write(pins);
        bool isCurrent = File.Exists(file) ? File.ReadAllText(file) == text : pins.Attachments.Count == 0;
        if (isCurrent)
            page.Line($"Up to date: {Sum(pins)} in {file}.", Tone.Success);
        else if (parse.GetValue(Check))
            return Outdated(file, errorPage);
        else
            return Save(file, text, pins, page, errorPage);
        return ExitCode.Success;
    }

    private static int Outdated(string file, Page page)
    {
        page.Write("error: ", Tone.Error);
        page.Line($"{file} is not up to date: run 'reconciler lock' and commit the result");
        return ExitCode.Refused;
    }

    private static int Save(string file, string text, AddressLockSpec pins, Page page, Page errorPage)
    {
        if (AddressLockFile.Save(file, text) is Diagnostic fault)
        {
            DiagnosticText.Write([fault], new Dictionary<string, string>(), errorPage);
            return ExitCode.Refused;
        }
        page.Line($"Locked {Sum(pins)} in {file}.", Tone.Success);
        return ExitCode.Success;
    }

    private static string FileFor(string path) =>
        Path.Combine(Directory.Exists(path) ? path : Path.GetDirectoryName(path) ?? "", AddressLockFile.Name);

    private static string Sum(AddressLockSpec pins)
    {
        int addresses = pins.Attachments.Sum(a => a.Addresses.Count);
        return $"{Figures.Count(addresses, "address", "addresses")} of {Figures.Count(pins.Attachments.Count, "attachment")}";
    }
}
