using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading.Files;

/// <summary>Reads files and standard input up to a limit.</summary>
/// <param name="memory">What was read before.</param>
internal sealed class FileReader(TextReader standardInput, Limits limits, TextMemory? memory, ICollection<Diagnostic> faults)
{
    private const int FirstPiece = 4096;

    private readonly int limit = limits.FileBytes;
    private long all;

    /// <summary>Whether all files together are larger than they may be; then no other is to be read.</summary>
    public bool IsFull => all > limits.AllBytes;

    /// <summary>The text of a file, or <c>null</c> when there is none to show.</summary>
    public SourceText? Read(InputFile file)
    {
        try
        {
            return file.IsStandardInput ? ReadStandardInput(file.Name) : memory is null ? ReadFile(file) : ReadChanged(file, memory);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            faults.Add(FileDiagnostics.Unreadable(file.Name, refusal));
            return null;
        }
    }

    private SourceText? ReadChanged(InputFile file, TextMemory memory)
    {
        FileStatus status = FileKinds.Behind(file.Path);
        if (memory.Find(file, status) is SourceText known)
        {
            all += status.Size;
            return known;
        }
        int before = faults.Count;
        SourceText? text = ReadFile(file);
        if (text is not null && faults.Count == before)
            memory.Add(file, status, text);
        return text;
    }

    private SourceText? ReadFile(InputFile file)
    {
        using FileStream stream = new(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return ReadBytes(file.Name, stream);
    }

    // Pipes, devices and files of /proc do not know their length: they are read until they end, or have given too much.
    private SourceText? ReadBytes(string name, Stream stream)
    {
        byte[] bytes = new byte[Math.Min(stream.CanSeek ? stream.Length : 0, limit) + 1];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        while (length == bytes.Length && length <= limit)
        {
            Array.Resize(ref bytes, Math.Min(Math.Max(2 * length, FirstPiece), limit + 1));
            length += stream.ReadAtLeast(bytes.AsSpan(length), bytes.Length - length, throwOnEndOfStream: false);
        }
        all += length;
        return length > limit ? TooLarge(name) : TextDecoder.Decode(name, bytes.AsSpan(0, length), faults);
    }

    // Of a stream the bytes: its reader would make a text of whatever they are.
    private SourceText? ReadStandardInput(string name) =>
        standardInput is StreamReader { BaseStream: Stream stream } ? ReadBytes(name, stream) : ReadCharacters(name);

    private SourceText? ReadCharacters(string name)
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
