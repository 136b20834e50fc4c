using Reconciler.Core.Values;

namespace Reconciler.Kernel.Naming;

/// <summary>The name servers that the host itself asks (resolv.conf(5)); the file is read again when it is another one.</summary>
public sealed class HostResolvers(string file)
{
    /// <summary>Where they stand.</summary>
    public const string DefaultFile = "/etc/resolv.conf";

    private readonly Lock reading = new();
    private (DateTime Written, long Length) state;
    private ValueList<IpAddress> servers = [];

    /// <summary>In their order; none when there is no such file, or it cannot be read.</summary>
    public ValueList<IpAddress> Servers
    {
        get
        {
            lock (reading)
            {
                FileInfo now = new(file);
                (DateTime, long) seen = now.Exists ? (now.LastWriteTimeUtc, now.Length) : default;
                if (seen != state)
                {
                    servers = Read(file);
                    state = seen;
                }
                return servers;
            }
        }
    }

    private static ValueList<IpAddress> Read(string file)
    {
        try
        {
            return File.ReadLines(file)
                .Select(line => line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words is ["nameserver", _, ..])
                // Link-local ones, with an interface behind '%', are left out: the host may be another namespace.
                .Select(words => IpAddress.TryParse(words[1], out IpAddress server) ? server : (IpAddress?)null)
                .OfType<IpAddress>().ToValueList();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The host asks nobody, then.
            return [];
        }
    }
}
