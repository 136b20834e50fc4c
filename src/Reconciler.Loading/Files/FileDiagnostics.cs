using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.Files;

/// <summary>RC1001 to RC1009: files that cannot be found or are not text.</summary>
internal static class FileDiagnostics
{
    public static Diagnostic NotFound(string path) => Diagnostic.Error(
        "RC1001", null, $"there is no file or folder '{path}'", "check the path; it counts from the current folder");

    public static Diagnostic Unreadable(string path, string reason) => Diagnostic.Error(
        "RC1002", null, $"'{path}' cannot be read: {reason}", "give the user of this program the right to read it");

    public static Diagnostic EmptyFolder(string path) => Diagnostic.Error(
        "RC1003", null, $"there are no *.yaml or *.yml files in '{path}'",
        "check the path; files and folders whose name begins with '.' are skipped");

    public static Diagnostic NoDocuments(string paths) => Diagnostic.Error(
        "RC1004", null, $"there is not one document in {paths}",
        "to remove all that was applied before, use 'reconciler destroy'");

    public static Diagnostic TooLarge(string path, int limit) => Diagnostic.Error(
        "RC1005", null, string.Create(CultureInfo.InvariantCulture, $"'{path}' is larger than {limit} bytes"),
        "split it into several files");

    public static Diagnostic NoRevision(string revision, string reason) => Diagnostic.Error(
        "RC1009", null, $"'{revision}' is neither a file or folder nor a revision of the documents' Git repository: {reason}",
        "name a folder, a branch such as 'main', a tag or a commit; a shallow clone has only its newest commits ('git fetch --unshallow')");

    public static Diagnostic NotUtf8(SourceLocation at, byte value) => Diagnostic.Error(
        "RC1006", at, $"the byte 0x{value:x2} is not UTF-8 here", "save the file as UTF-8");

    public static Diagnostic OtherEncoding(SourceLocation at, string encoding) => Diagnostic.Error(
        "RC1007", at, $"the file is {encoding}", "save the file as UTF-8");

    public static Diagnostic ControlCharacter(SourceLocation at, char character) => Diagnostic.Error(
        "RC1008", at, string.Create(CultureInfo.InvariantCulture, $"the control character U+{(int)character:X4} cannot be in a document"),
        "remove it");
}
