using System.Globalization;
using Reconciler.Fuzz;
using Reconciler.Fuzz.Targets;

const string Usage = """
    fuzz TARGET --seconds N [--seed N] [--work FOLDER]   look for faults; what is found goes to the folder
    fuzz TARGET --minimise [--work FOLDER]               take the best of what was found into the corpus
    fuzz TARGET --run FILE                               run one input
    """;

FuzzTarget? target = args.Length > 0 ? FuzzTargets.Find(args[0]) : null;
if (target is null)
{
    Console.Error.WriteLine($"{Usage}\n\nTargets: {string.Join(", ", FuzzTargets.All.Select(t => t.Name))}");
    return 2;
}
if (!Instrumentation.IsThere)
    return Instrumentation.Run(args);

string work = Path.Combine(Value("--work") ?? "artifacts/fuzz", target.Name);
if (Value("--run") is string file)
{
    _ = new CoverageMap();
    Finding? finding = new Execution(target).Run(File.ReadAllBytes(file));
    Console.WriteLine(finding?.Detail ?? "nothing is wrong");
    return finding is null ? 0 : 1;
}
if (args.Contains("--minimise"))
{
    Minimisation.Run(target, work, Console.Out);
    return 0;
}
int seed = Number("--seed") ?? Random.Shared.Next();
using FuzzLoop loop = new(target, work, seed);
return loop.Run(TimeSpan.FromSeconds(Number("--seconds") ?? 60), Console.Out) == 0 ? 0 : 1;

string? Value(string option) => Array.IndexOf(args, option) is int at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

int? Number(string option) => Value(option) is string text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
