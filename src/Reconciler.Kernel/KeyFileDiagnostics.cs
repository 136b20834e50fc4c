using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Kernel;

/// <summary>RC2019 to RC2022: what is wrong with a key file. None shows anything of what is in it.</summary>
internal static class KeyFileDiagnostics
{
    public static Diagnostic Unreadable(SourceLocation at, string file, string reason) => Diagnostic.Error(
        "RC2019", at, $"the key file cannot be read: {reason}",
        $"make one, as in (umask 077; openssl rand -base64 32 > {file}), and copy it to every node of the overlay");

    public static Diagnostic Exposed(SourceLocation at, string file, string exposure) => Diagnostic.Error(
        "RC2020", at, $"the key file {exposure}: others can read the secret, or change it", $"chown root {file}; chmod 600 {file}");

    public static Diagnostic NoKey(SourceLocation at, string file, int line) => Diagnostic.Error(
        "RC2021", at, $"line {line} of the key file is no secret of at least {OverlayKey.MinLength} bytes in Base64",
        $"'openssl rand -base64 32' writes one; look at {file}");

    public static Diagnostic WrongCount(SourceLocation at, string file, int count) => Diagnostic.Error(
        "RC2022", at, $"the key file holds {count} secrets",
        $"write one, or two while they are changed: the first one encrypts what is sent, both decrypt; look at {file}");

    public static Diagnostic TooLong(SourceLocation at, string file, int limit) => Diagnostic.Error(
        "RC2021", at, $"the key file is longer than {limit} bytes", $"it holds one or two lines of Base64; look at {file}");
}
