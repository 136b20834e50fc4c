using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Reconciler.Agent.Reporting;
using Reconciler.Kernel;

namespace Reconciler.Agent.Serving;

/// <summary>Asks the daemon of an owner.</summary>
public sealed class DaemonClient : IDisposable
{
    private readonly HttpClient client;

    /// <param name="host">The host and the owner that it watches for.</param>
    public DaemonClient(HostOptions host)
    {
        UnixDomainSocketEndPoint there = new(DaemonSocket.PathOf(host));
        client = new(new SocketsHttpHandler { ConnectCallback = (_, cancellation) => ConnectAsync(there, cancellation) })
        {
            BaseAddress = new("http://reconciler"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>What it says of the documents; <c>null</c>: no daemon runs.</summary>
    public DaemonStatusJson? Status()
    {
        try
        {
            using HttpResponseMessage answer = client.Send(new(HttpMethod.Get, StatusServer.StatusPath));
            using Stream body = answer.EnsureSuccessStatusCode().Content.ReadAsStream();
            return JsonSerializer.Deserialize(body, AgentJson.Default.DaemonStatusJson);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>What happens, a line of JSON each, from now until the daemon ends or this is cancelled.</summary>
    /// <exception cref="HttpRequestException">No daemon runs.</exception>
    public async IAsyncEnumerable<string> EventsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri(StatusServer.EventsPath, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        using StreamReader lines = new(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false));
        while (await NextAsync(lines, cancellation).ConfigureAwait(false) is string line)
            yield return line;
    }

    /// <summary>Ends all conversations.</summary>
    public void Dispose() => client.Dispose();

    private static async ValueTask<Stream> ConnectAsync(UnixDomainSocketEndPoint there, CancellationToken cancellation)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(there, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A daemon that ends, however it ends, is the end of what happens.
    private static async Task<string?> NextAsync(StreamReader lines, CancellationToken cancellation)
    {
        try
        {
            return await lines.ReadLineAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
