using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.Files;

/// <summary>RC1001 to RC1009, and RC1019 to RC1026: files that cannot be found or are not text, and too many of them.</summary>
internal static class FileDiagnostics
{
    public const string EmptyFolderCode = "RC1003";

    public static Diagnostic NotFound(string path) => Diagnostic.Error(
        "RC1001", null, $"there is no file or folder '{path}'", "check the path; it counts from the current folder");

    public static Diagnostic Unreadable(string path, Exception refusal) => Diagnostic.Error(
        "RC1002", null, $"'{path}' cannot be read: {refusal.Message}", refusal is FileNotFoundException or DirectoryNotFoundException
            ? "it is a link that leads nowhere, or went away meanwhile: put it right, and run again"
            : "give the user of this program the right to read it");

    public static Diagnostic EmptyFolder(string path) => Diagnostic.Error(
        EmptyFolderCode, null, $"there are no *.yaml or *.yml files in '{path}'",
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

    public static Diagnostic NotRegular(string path) => Diagnostic.Error(
        "RC1019", null, $"'{path}' is no regular file, but a pipe, socket or device",
        "remove it from the folder; such a file is read only when it is named itself");

    /// <param name="what">Files, or files and folders.</param>
    public static Diagnostic TooMany(string path, int limit, string what) => Diagnostic.Error(
        "RC1020", null, string.Create(CultureInfo.InvariantCulture, $"there are more than {limit} {what}; from '{path}' on they are not read"),
        "name the folders that hold documents and nothing else, or put more documents into a file");

    public static Diagnostic TooLargeTogether(string path, int limit) => Diagnostic.Error(
        "RC1021", null, string.Create(CultureInfo.InvariantCulture, $"the files are larger than {limit} bytes together; from '{path}' on they are not read"),
        "name the folders that hold documents and nothing else");

    public static Diagnostic FoldersTooDeep(string path, int limit) => Diagnostic.Error(
        "RC1022", null, string.Create(CultureInfo.InvariantCulture, $"'{path}' is nested more than {limit} folders deep"),
        "remove it, or name the folders that hold documents and nothing else");

    public static Diagnostic LeadsOut(string path, string target) => Diagnostic.Error(
        "RC1023", null, $"the link '{path}' leads to '{target}', out of the folder that was named",
        "name that file or folder itself, if it is to be read");

    public static Diagnostic NameNotUtf8(string path) => Diagnostic.Error(
        "RC1024", null, $"the name of '{path}' is not UTF-8", "rename it");

    public static Diagnostic NotWritten(string path, string reason) => Diagnostic.Error(
        "RC1026", null, $"'{path}' cannot be written: {reason}", "give the user of this program the right to write in that folder, or make room");

    public static Diagnostic TooManyFaults(int limit) => Diagnostic.Error(
        "RC1025", null, string.Create(CultureInfo.InvariantCulture, $"there are more than {limit} faults; the others are not shown"),
        "put these right first");

    public static Diagnostic NotUtf8(SourceLocation at, byte value) => Diagnostic.Error(
        "RC1006", at, $"the byte 0x{value:x2} is not UTF-8 here", "save the file as UTF-8");

    public static Diagnostic OtherEncoding(SourceLocation at, string encoding) => Diagnostic.Error(
        "RC1007", at, $"the file is {encoding}", "save the file as UTF-8");

    public static Diagnostic ControlCharacter(SourceLocation at, char character) => Diagnostic.Error(
        "RC1008", at, string.Create(CultureInfo.InvariantCulture, $"the control character U+{(int)character:X4} cannot be in a document"),
        "remove it");
}
