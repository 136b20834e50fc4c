using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Reconciler.Tests;

/// <summary>
/// An engine of a test's own: it answers on a Unix socket as Docker 20.10 does, and its containers are sleeping processes, each in a
/// network namespace of its own.
/// </summary>
/// <param name="socket">Where it listens.</param>
/// <param name="enter">What begins the command that starts a container, so that it is on a private host.</param>
internal sealed class FakeEngine(string socket, params string[] enter) : IDisposable
{
    private const string EndOfHead = "\r\n\r\n";

    private readonly Dictionary<string, Container> containers = [];
    private readonly List<Stream> followers = [];
    private readonly List<Stream> connections = [];
    private readonly Lock turn = new();
    private Socket? listener;
    private int requests;

    /// <summary>Its socket, as <c>DOCKER_HOST</c> says it.</summary>
    public string Host => "unix://" + socket;

    /// <summary>How many descriptions of containers it was asked for.</summary>
    public int Requests => requests;

    /// <summary>How long it takes to answer.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>What it answers to everything, in place of what it knows; <c>null</c>: what it knows.</summary>
    public string? Garbage { get; set; }

    /// <summary>Whether anybody follows its events.</summary>
    public bool IsFollowed
    {
        get
        {
            lock (turn)
                return followers.Count > 0;
        }
    }

    /// <summary>Begins to answer.</summary>
    public FakeEngine Open()
    {
        File.Delete(socket);
        Socket opened = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        opened.Bind(new UnixDomainSocketEndPoint(socket));
        opened.Listen(128);
        listener = opened;
        new Thread(() => Accept(opened)) { IsBackground = true, Name = "engine" }.Start();
        return this;
    }

    /// <summary>Ends, as an engine does that is restarted; its containers run on.</summary>
    public void Close()
    {
        listener?.Dispose();
        listener = null;
        File.Delete(socket);
        lock (turn)
        {
            foreach (Stream connection in connections)
                connection.Dispose();
            connections.Clear();
            followers.Clear();
        }
    }

    /// <summary>Makes a container that does not run.</summary>
    public string Create(string name)
    {
        lock (turn)
            return (containers[name] = new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))))).Id;
    }

    /// <summary>Starts a container, which is made when there is none of that name; a namespace of its own, or that of the host.</summary>
    /// <returns>Its process.</returns>
    public int Start(string name, bool sharesHost = false)
    {
        if (!containers.ContainsKey(name))
            Create(name);
        string[] command = [.. enter, .. sharesHost ? (string[])[] : ["unshare", "--net", "--"], "sleep", "3600"];
        Process process = Process.Start(new ProcessStartInfo(command[0], command[1..]))!;
        // Until the last of these programs has taken over.
        SpinWait.SpinUntil(() => Name(process) == "sleep");
        containers[name].Process = process;
        Tell(name, "start", null);
        return process.Id;
    }

    /// <summary>Ends a container's process.</summary>
    /// <param name="isTold">Whether the engine says so; otherwise it is about to.</param>
    public void Stop(string name, bool isTold = true)
    {
        Kill(containers[name]);
        if (isTold)
            Tell(name, "die", null);
    }

    /// <summary>Gives a container another name.</summary>
    public void Rename(string name, string other)
    {
        lock (turn)
        {
            containers[other] = containers[name];
            containers.Remove(name);
        }
        Tell(other, "rename", name);
    }

    public void Dispose()
    {
        Close();
        foreach (Container container in containers.Values)
            Kill(container);
    }

    private static string Name(Process process) => File.ReadAllText($"/proc/{process.Id}/comm").Trim();

    private static void Kill(Container container)
    {
        if (container.Process is not Process process)
            return;
        container.Process = null;
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private void Accept(Socket opened)
    {
        try
        {
            while (true)
            {
                Socket connection = opened.Accept();
                new Thread(() => Serve(connection)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was closed.
        }
    }

    private void Serve(Socket connection)
    {
        NetworkStream stream = new(connection, ownsSocket: true);
        lock (turn)
            connections.Add(stream);
        try
        {
            while (ReadHead(stream) is string head)
            {
                Thread.Sleep(Delay);
                string path = Uri.UnescapeDataString(head.Split(' ')[1]);
                if (Garbage is string garbage)
                {
                    stream.Write(Encoding.UTF8.GetBytes(garbage));
                    stream.Dispose();
                    return;
                }
                if (path.StartsWith("/events", StringComparison.Ordinal))
                {
                    stream.Write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"u8);
                    lock (turn)
                        followers.Add(stream);
                    return;
                }
                (int status, string body) = Describe(path.Split('/')[2]);
                stream.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                    $"HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}{EndOfHead}{body}")));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Whoever asked has hung up.
        }
        stream.Dispose();
    }

    private static string? ReadHead(Stream stream)
    {
        StringBuilder head = new();
        while (!head.ToString().EndsWith(EndOfHead, StringComparison.Ordinal))
        {
            int next = stream.ReadByte();
            if (next < 0)
                return null;
            head.Append((char)next);
        }
        return head.ToString();
    }

    // A name, an id, or the beginning of one that there is once.
    private (int Status, string Body) Describe(string asked)
    {
        Interlocked.Increment(ref requests);
        lock (turn)
        {
            KeyValuePair<string, Container>[] found = containers.ContainsKey(asked)
                ? [.. containers.Where(c => c.Key == asked)]
                : [.. containers.Where(c => c.Value.Id.StartsWith(asked, StringComparison.Ordinal))];
            return found is [(string name, Container container)]
                ? (200, Description(name, container))
                : (404, $$"""{"message":"No such container: {{asked}}"}""" + "\n");
        }
    }

    private static string Description(string name, Container container) => container.Process is Process process
        ? $$$"""{"Id":"{{{container.Id}}}","Created":"2026-11-27T15:05:32.581723867Z","Path":"sleep","Args":["3600"],"State":{"Status":"running","Running":true,"Paused":false,"Restarting":false,"OOMKilled":false,"Dead":false,"Pid":{{{process.Id}}},"ExitCode":0,"Error":"","StartedAt":"2026-11-27T15:05:33.05907435Z","FinishedAt":"0001-01-01T00:00:00Z"},"Name":"/{{{name}}}","RestartCount":0,"HostConfig":{"NetworkMode":"none"}}"""
        : $$$"""{"Id":"{{{container.Id}}}","Created":"2026-11-27T15:05:32.488240662Z","Path":"sleep","Args":["3600"],"State":{"Status":"created","Running":false,"Paused":false,"Restarting":false,"OOMKilled":false,"Dead":false,"Pid":0,"ExitCode":0,"Error":"","StartedAt":"0001-01-01T00:00:00Z","FinishedAt":"0001-01-01T00:00:00Z"},"Name":"/{{{name}}}","RestartCount":0,"HostConfig":{"NetworkMode":"none"}}""";

    private void Tell(string name, string action, string? oldName)
    {
        lock (turn)
        {
            string id = containers[name].Id;
            string old = oldName is null ? "" : $",\"oldName\":\"/{oldName}\"";
            string line = $$$"""{"status":"{{{action}}}","id":"{{{id}}}","from":"bb:1","Type":"container","Action":"{{{action}}}","Actor":{"ID":"{{{id}}}","Attributes":{"image":"bb:1","name":"{{{name}}}"{{{old}}}}},"scope":"local","time":1795791933}""" + "\n";
            foreach (Stream follower in followers)
                follower.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(line):x}\r\n{line}\r\n")));
        }
    }

    private sealed class Container(string id)
    {
        public string Id { get; } = id;

        public Process? Process { get; set; }
    }
}
