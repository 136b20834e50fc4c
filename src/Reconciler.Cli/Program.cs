using System.CommandLine;
using System.Text;
using Reconciler.Cli;

// The one place that knows the process's own streams, and how it dies.
AppDomain.CurrentDomain.UnhandledException += Crash;

using OutletStream output = new(Console.OpenStandardOutput());
using OutletStream error = new(Console.OpenStandardError());
Terminal terminal = new(
    new StreamReader(Console.OpenStandardInput()),
    Writer(output),
    TextWriter.Synchronized(Writer(error)),
    !Console.IsOutputRedirected,
    !Console.IsErrorRedirected,
    string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

ReconcilerCommand command = new(terminal);
ParseResult parse = command.Parse(args);
int exitCode = command.Run(parse);
if (output.Failure is IOException failure)
    terminal.Error.Write($"error: the result could not be written: {failure.Message}\n");
return exitCode;

static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

static void Crash(object sender, UnhandledExceptionEventArgs crash)
{
    Console.Error.WriteLine("This is a bug in Reconciler. Please report it, with the documents and what follows:");
    Console.Error.WriteLine(crash.ExceptionObject);
    Environment.Exit(ExitCode.Bug);
}
