using System.Text;
using Reconciler.Core.Documents;

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
}
