using System.Diagnostics;

namespace Reconciler.EndToEnd.Tests;

/// <summary>The program as somebody runs it who is nobody.</summary>
internal static class Unprivileged
{
    /// <summary>Runs a command of the program on documents.</summary>
    /// <param name="arguments">The documents are in <c>documents.yaml</c>.</param>
    public static Result Reconciler(string documents, string arguments)
    {
        string folder = Directory.CreateTempSubdirectory("reconciler-user-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "documents.yaml"), documents);
            ProcessStartInfo start = new("sh", ["-c", $"cp -r {Path.GetDirectoryName(Program.Path)}/. {folder}; chmod -R a+rX {folder}; cd {folder}; setpriv --reuid=65534 --regid=65534 --clear-groups -- ./{Path.GetFileName(Program.Path)} {arguments}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new(process.ExitCode, output, errors.Result);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
