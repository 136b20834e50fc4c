using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading.Files;

/// <summary>Reads files and standard input up to a limit.</summary>
internal sealed class FileReader(TextReader standardInput, int limit, ICollection<Diagnostic> faults)
{
    private const int FirstPiece = 4096;

    /// <summary>The text of a file, or <c>null</c> when there is none to show.</summary>
    public SourceText? Read(InputFile file)
    {
        try
        {
            return file.IsStandardInput ? ReadStandardInput(file.Name) : ReadFile(file);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            faults.Add(FileDiagnostics.Unreadable(file.Name, refusal.Message));
            return null;
        }
    }

    private SourceText? ReadFile(InputFile file)
    {
        using FileStream stream = new(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        // Pipes, devices and files of /proc do not know their length: they are read until they end, or have given too much.
        byte[] bytes = new byte[Math.Min(stream.CanSeek ? stream.Length : 0, limit) + 1];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        while (length == bytes.Length && length <= limit)
        {
            Array.Resize(ref bytes, Math.Min(Math.Max(2 * length, FirstPiece), limit + 1));
            length += stream.ReadAtLeast(bytes.AsSpan(length), bytes.Length - length, throwOnEndOfStream: false);
        }
        return length > limit ? TooLarge(file.Name) : TextDecoder.Decode(file.Name, bytes.AsSpan(0, length), faults);
    }

    private SourceText? ReadStandardInput(string name)
    {
        char[] characters = new char[limit + 1];
        int length = standardInput.ReadBlock(characters);
        if (length > limit)
            return TooLarge(name);
        SourceText source = new(name, new string(characters, 0, length).TrimStart('\uFEFF'));
        TextDecoder.CheckCharacters(source, faults);
        return source;
    }

    private SourceText? TooLarge(string name)
    {
        faults.Add(FileDiagnostics.TooLarge(name, limit));
        return null;
    }
}
