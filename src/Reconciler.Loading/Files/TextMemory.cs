namespace Reconciler.Loading.Files;

/// <summary>The texts of files as they were read the last time: a file of which the kernel says that nothing happened to it is not opened.</summary>
internal sealed class TextMemory
{
    private Dictionary<InputFile, (FileStatus Status, SourceText Text)> known = [];
    private Dictionary<InputFile, (FileStatus Status, SourceText Text)> met = [];

    /// <summary>The text of a file that is as it was.</summary>
    public SourceText? Find(InputFile file, FileStatus status)
    {
        if (!known.TryGetValue(file, out (FileStatus Status, SourceText Text) kept) || kept.Status != status)
            return null;
        met[file] = kept;
        return kept.Text;
    }

    /// <summary>Remembers a text, if a change of its file will show.</summary>
    /// <param name="status">The file's, before it was read.</param>
    public void Add(InputFile file, FileStatus status, SourceText text)
    {
        if (status.IsSettled(DateTimeOffset.UtcNow))
            met[file] = (status, text);
    }

    /// <summary>Forgets the files that were not met since the last time.</summary>
    public void Forget() => (known, met) = (met, []);
}
