using System.CommandLine;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Reconciler.Cli;
using Reconciler.Loading.Rendering;

// The one place that knows the process's own streams, and how it dies.
AppDomain.CurrentDomain.UnhandledException += Crash;

using OutletStream output = new(Console.IsOutputRedirected ? Console.OpenStandardOutput() : TerminalStream(1));
using OutletStream error = new(Console.IsErrorRedirected ? Console.OpenStandardError() : TerminalStream(2));
Terminal terminal = new(
    new StreamReader(Console.OpenStandardInput()),
    Writer(output, autoFlush: false),
    TextWriter.Synchronized(Writer(error, autoFlush: true)),
    !Console.IsOutputRedirected,
    !Console.IsErrorRedirected,
    string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

ReconcilerCommand command = new(terminal);
ParseResult parse = command.Parse(args);
int exitCode = command.Run(parse);
terminal.Output.Flush();
if (output.Failure is IOException failure)
    terminal.Error.Write($"error: the result could not be written: {failure.Message}\n");
return exitCode;

// Console's own streams greet a terminal with escape sequences, colours or not.
static FileStream TerminalStream(int descriptor) => new(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);

static StreamWriter Writer(Stream stream, bool autoFlush) =>
    new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = autoFlush };

static void Crash(object sender, UnhandledExceptionEventArgs crash)
{
    Console.Error.WriteLine("This is a bug in Reconciler. Please report it, with the documents and what follows:");
    Console.Error.WriteLine(Printable.Lines($"{crash.ExceptionObject}"));
    Environment.Exit(ExitCode.Bug);
}
