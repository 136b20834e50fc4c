using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Loading.Files;

namespace Reconciler.Loading;

/// <summary>The lock file: an <c>AddressLock</c> document beside the documents whose automatic addresses it pins.</summary>
public static class AddressLockFile
{
    /// <summary>The code of the fault that a lock file puts right: an address that others must know, and nothing says.</summary>
    public const string UnpinnedCode = "RC1335";

    /// <summary>In the folder of the documents.</summary>
    public const string Name = "reconciler.lock.yaml";

    /// <summary>The file's text: the same pins give the same text.</summary>
    public static string Write(AddressLockSpec pins)
    {
        StringBuilder text = new("""
            # Written by 'reconciler lock': the addresses that attachments were given automatically. Review it and commit it.
            apiVersion: reconciler/v1
            kind: AddressLock
            metadata:
              name: addresses
            spec:
              attachments:

            """.ReplaceLineEndings("\n"));
        foreach (LockedAddresses locked in pins.Attachments)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"    {locked.Attachment}: [{string.Join(", ", locked.Addresses.Select(a => $"\"{a}\""))}]\n");
        return text.ToString();
    }

    /// <summary>Puts the text in the place of the file, whole or not at all: the next run reads it. Gives the fault.</summary>
    public static Diagnostic? Save(string file, string text)
    {
        string draft = $"{file}.{Guid.NewGuid():n}.new";
        try
        {
            // Of this run's own making: a link that somebody laid there is not followed.
            using (FileStream stream = new(draft, FileMode.CreateNew, FileAccess.Write))
                stream.Write(Encoding.UTF8.GetBytes(text));
            File.Move(draft, file, overwrite: true);
            return null;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            TryDelete(draft);
            return FileDiagnostics.NotWritten(file, refusal.Message);
        }
    }

    private static void TryDelete(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return; // what could not be written is what is told
        }
    }
}
