using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Netlink;

namespace Reconciler.Kernel;

/// <summary>
/// Reads the secrets of encrypted overlays: at most two lines of Base64, of which the first encrypts what is sent and both decrypt, and
/// lines that begin with <c>#</c>.
/// </summary>
/// <param name="standsIn">Whether a file that is not there, or is not for this process, is stood in for.</param>
internal sealed class KeyFiles(bool standsIn)
{
    private const int MaxBytes = 4096;
    private const int Generations = 2;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The secrets of the files that are as they should be, and what is wrong with the others.</summary>
    public (IReadOnlyDictionary<string, ValueList<OverlayKey>> Keys, ValueList<Diagnostic> Faults) Read(DocumentSet documents)
    {
        Dictionary<string, ValueList<OverlayKey>> keys = [];
        List<Diagnostic> faults = [];
        foreach (Document<NetworkSpec> network in documents.Networks.Where(n => IsNeeded(n.Spec, documents.Here)))
        {
            SourceLocation at = network.At("spec.overlay.encryption.keyFile");
            string file = network.Spec.Overlay!.Encryption!.KeyFile;
            if (!keys.ContainsKey(file))
                Read(file, at, keys, faults);
        }
        return (keys, faults.ToValueList());
    }

    private static bool IsNeeded(NetworkSpec network, Document<NodeSpec>? here) =>
        network.Overlay is { Encryption: not null } overlay && here is not null && overlay.Includes(here.Name);

    private void Read(string file, SourceLocation at, Dictionary<string, ValueList<OverlayKey>> keys, List<Diagnostic> faults)
    {
        try
        {
            using ProtectedFile opened = ProtectedFile.Open(file);
            byte[] bytes = new byte[MaxBytes + 1];
            if (!opened.IsRegular)
                faults.Add(KeyFileDiagnostics.Unreadable(at, file, "it is no regular file"));
            else if (Exposure(opened) is string exposure)
                faults.Add(KeyFileDiagnostics.Exposed(at, file, exposure));
            else if (RandomAccess.Read(opened.Handle, bytes, 0) is int length && length > MaxBytes)
                faults.Add(KeyFileDiagnostics.TooLong(at, file, MaxBytes));
            else if (Parse(file, bytes.AsSpan(0, length), at, out Diagnostic? fault) is ValueList<OverlayKey> found)
                keys[file] = found;
            else
                faults.Add(fault!);
        }
        catch (NetlinkException e) when (standsIn && e.Errno is (Errno.ENOENT or Errno.ENOTDIR or Errno.EACCES))
        {
            // As good as any, and the same on all hosts of the laboratory.
            keys[file] = [new(ValueList.Create<byte>(SHA256.HashData(Encoding.UTF8.GetBytes(file))))];
        }
        catch (Exception e) when (e is IOException or NetlinkException)
        {
            faults.Add(KeyFileDiagnostics.Unreadable(at, file, e.Message));
        }
    }

    // Whoever can write the file has the secret as well, and who owns it can make it so.
    private static string? Exposure(ProtectedFile file)
    {
        if ((file.Mode & Others) != 0)
            return $"has the mode {Convert.ToString((int)file.Mode, 8).PadLeft(4, '0')}";
        return file.Owner == 0 || file.Owner == ProtectedFile.EffectiveUser ? null : $"belongs to the user {file.Owner}";
    }

    /// <summary>The secrets that a file holds; <c>null</c> with what is wrong with it.</summary>
    /// <param name="file">Its name, for the fault.</param>
    /// <param name="at">What names the file.</param>
    internal static ValueList<OverlayKey>? Parse(string file, ReadOnlySpan<byte> bytes, SourceLocation at, out Diagnostic? fault)
    {
        fault = null;
        List<OverlayKey> found = [];
        string[] lines = Encoding.ASCII.GetString(bytes).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (Decode(line) is not OverlayKey key)
            {
                fault = KeyFileDiagnostics.NoKey(at, file, i + 1);
                return null;
            }
            found.Add(key);
        }
        if (found.Count is 0 or > Generations)
            fault = KeyFileDiagnostics.WrongCount(at, file, found.Count);
        return fault is null ? found.Distinct().ToValueList() : null;
    }

    private static OverlayKey? Decode(string line)
    {
        byte[] bytes = new byte[line.Length];
        return Convert.TryFromBase64String(line, bytes, out int length) && length >= OverlayKey.MinLength
            ? new(ValueList.Create<byte>(bytes.AsSpan(0, length)))
            : null;
    }
}
