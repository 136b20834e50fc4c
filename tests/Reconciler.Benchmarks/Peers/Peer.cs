using Reconciler.Benchmarks.Running;
using Reconciler.Benchmarks.Workloads;

namespace Reconciler.Benchmarks.Peers;

/// <summary>One way to do the work. Its commands are run on the host, in the order of the members.</summary>
/// <param name="name">As tables say it.</param>
/// <param name="folder">For its files.</param>
internal abstract class Peer(string name, string folder)
{
    public string Name { get; } = name;

    /// <summary>Whether it is there: <c>null</c>, or what is missing.</summary>
    public abstract string? Missing { get; }

    /// <summary>The largest number of containers that it is asked for: all make one bridge, and some take minutes for a hundred.</summary>
    public virtual int Largest => WorkloadDocuments.MostOfOne - 1;

    protected string Folder { get; } = Path.Combine(folder, name);

    /// <summary>Writes what the commands read.</summary>
    /// <param name="count">How many containers there will be at first.</param>
    public virtual void Prepare(int count)
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        Directory.CreateDirectory(Folder);
    }

    /// <summary>Attaches the containers 1 to <paramref name="count"/>.</summary>
    public abstract Command FirstApply(int count);

    /// <summary>Finds out that all is as it should be; <c>null</c>: it cannot.</summary>
    public abstract Command? NothingToDo(int count);

    /// <summary>Attaches one more, number <paramref name="count"/> + 1.</summary>
    public abstract Command OneMore(int count);

    /// <summary>Removes what was made for <paramref name="count"/> + 1 containers.</summary>
    public abstract Command Teardown(int count);

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    protected string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The command that runs a script with the smallest shell.</summary>
    protected Command Script(string name) => new("/bin/sh", Path.Combine(Folder, name));
}
