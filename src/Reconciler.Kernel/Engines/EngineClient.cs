using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Kernel.Engines;

/// <summary>Asks an engine over its Unix socket. Of Docker's API, which Podman has as well, two requests are made.</summary>
internal sealed class EngineClient : IDisposable
{
    // Of all events of containers, those after which a name may mean another namespace. Podman calls the end 'died' and asks for it by that name.
    private const string Followed = """{"type":["container"],"event":["start","die","died","rename"]}""";

    // A description has some ten kilobytes.
    private const int LargestAnswer = 8 << 20;
    private const int LongestMessage = 200;

    private readonly string socket;
    private readonly HttpClient client;

    public EngineClient(string socket)
    {
        this.socket = socket;
        client = new(new SocketsHttpHandler
        {
            ConnectCallback = (_, cancellation) => ConnectAsync(cancellation),
            // Otherwise a proxy of the environment would be asked for, over the same socket.
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
        })
        {
            // The host's name is for the header only.
            BaseAddress = new("http://engine"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
    }

    /// <summary>What the engine says of a container; <c>null</c>: it has none of that name.</summary>
    /// <exception cref="EngineException">It does not answer.</exception>
    /// <exception cref="OperationCanceledException">It was no longer waited for.</exception>
    public Task<ContainerJson?> InspectAsync(string container, CancellationToken cancellation) => TalkAsync(async () =>
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri($"/containers/{Uri.EscapeDataString(container)}/json", UriKind.Relative), cancellation).ConfigureAwait(false);
        byte[] body = await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        // Any other server may have no such page.
        if (answer.StatusCode == HttpStatusCode.NotFound && MessageIn(body) is not null)
            return null;
        return answer.IsSuccessStatusCode ? Read(body, EngineTypes.Default.ContainerJson) ?? throw NotUnderstood() : throw Refused(answer.StatusCode, body);
    });

    /// <summary>Events of containers from now on, until the engine ends; the first is <c>null</c>, and says that it listens.</summary>
    /// <exception cref="EngineException">It does not answer, or ceases to.</exception>
    /// <exception cref="OperationCanceledException">It was no longer waited for.</exception>
    public async IAsyncEnumerable<EngineEventJson?> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        Uri events = new($"/events?filters={Uri.EscapeDataString(Followed)}", UriKind.Relative);
        using HttpResponseMessage answer = await TalkAsync(() => client.GetAsync(events, HttpCompletionOption.ResponseHeadersRead, cancellation)).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            throw Refused(answer.StatusCode, []);
        yield return null;
        using StreamReader lines = new(await TalkAsync(() => answer.Content.ReadAsStreamAsync(cancellation)).ConfigureAwait(false));
        while (await TalkAsync(() => lines.ReadLineAsync(cancellation).AsTask()).ConfigureAwait(false) is string line)
        {
            if (line.Length > 0)
                yield return Read(Encoding.UTF8.GetBytes(line), EngineTypes.Default.EngineEventJson) ?? throw NotUnderstood();
        }
    }

    /// <summary>Hangs up.</summary>
    public void Dispose() => client.Dispose();

    private async ValueTask<Stream> ConnectAsync(CancellationToken cancellation)
    {
        // .NET has no word of its own for what the system says then.
        if (!File.Exists(socket))
            throw new EngineException("there is no such socket");
        Socket connection = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellation).ConfigureAwait(false);
            return new NetworkStream(connection, ownsSocket: true);
        }
        catch
        {
            // Whatever it was: nobody gets hold of the socket, so nobody else could close it.
            connection.Dispose();
            throw;
        }
    }

    private static async Task<T> TalkAsync<T>(Func<Task<T>> talk)
    {
        try
        {
            return await talk().ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new EngineException(CauseOf(e).Message);
        }
    }

    private static Exception CauseOf(Exception e)
    {
        while (e is not (SocketException or EngineException) && e.InnerException is Exception inner)
            e = inner;
        return e;
    }

    private static T? Read<T>(ReadOnlySpan<byte> text, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static EngineException NotUnderstood() => new("what comes is not what an engine says");

    private static EngineException Refused(HttpStatusCode status, byte[] body)
    {
        string? message = MessageIn(body);
        return new($"status {(int)status}{(string.IsNullOrEmpty(message) ? "" : $", {(message.Length > LongestMessage ? message[..LongestMessage] + '…' : message)}")}");
    }

    private static string? MessageIn(byte[] body) => Read(body, EngineTypes.Default.EngineFaultJson)?.Message;
}
