using Reconciler.Benchmarks;
using Reconciler.Benchmarks.Hosts;

const string Usage = """
    benchmarks all                                   everything below, one after another, and the page
    benchmarks process [--sizes 100,500,1000] [--rounds 5] [--peers a,b]   the work of all peers, in rounds
    benchmarks commands [--rounds 20]                 version and validate
    benchmarks growth [--sizes 100,250,...] [--rounds 3]                   time and memory over the number of attachments
    benchmarks packets [--ports 1,10,100,1000] [--rounds 5] [--seconds 2]  connections per second through published ports
    benchmarks repair [--attachments 1000] [--repeats 100] [--idle 60]     what the daemon takes to put things right
    benchmarks micro [--iterations 10]                codec, loader and planner with BenchmarkDotNet
    benchmarks report                                 writes docs/performance.md and its pictures from what was measured

    --results FILE: where measurements are kept (docs/performance/results.json). --docs FOLDER: whose performance.md is written.
    Options reach all parts of 'all'.
    The program is RECONCILER_BINARY, or artifacts/reconciler/reconciler; LIMIT names the program that shows the physical limit.
    """;

Arguments arguments = new(args);
if (Parts.Find(arguments.Verb) is not { } parts)
{
    Console.Error.WriteLine(Usage);
    return 2;
}
if (parts.Any(p => p.NeedsHost) && PrivateMounts.Enter(args) is int code)
    return code;
foreach (Part part in parts)
{
    Console.Error.WriteLine($"== {part.Verb}");
    part.Run(arguments);
}
return 0;
