using System.Diagnostics.CodeAnalysis;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;

namespace Reconciler.Kernel.Engines;

/// <summary>Where an engine listens.</summary>
/// <param name="Said">What its variable of the environment says; <c>null</c> or empty: it listens where it usually does.</param>
public sealed record EngineAddress(ContainerEngine Engine, string? Said)
{
    private const string Scheme = "unix://";

    /// <summary>The variable that the engine's own programs read, too.</summary>
    public string Variable => Engine == ContainerEngine.Docker ? "DOCKER_HOST" : "CONTAINER_HOST";

    private string UsualSocket => Engine == ContainerEngine.Docker ? "/var/run/docker.sock" : "/run/podman/podman.sock";

    /// <summary>Where it listens according to the environment of this process.</summary>
    public static EngineAddress OfEnvironment(ContainerEngine engine)
    {
        EngineAddress usual = new(engine, null);
        return usual with { Said = Environment.GetEnvironmentVariable(usual.Variable) };
    }

    /// <summary>The path of its Unix socket.</summary>
    /// <param name="fault">Containers of another host have no namespace here.</param>
    public bool TrySocket([NotNullWhen(true)] out string? socket, [NotNullWhen(false)] out Absence? fault)
    {
        socket = string.IsNullOrEmpty(Said) ? UsualSocket
            : Said.StartsWith(Scheme + '/', StringComparison.Ordinal) ? Said[Scheme.Length..]
            : null;
        fault = socket is null ? Absence.NotAskable(Engine, Variable, Said!) : null;
        return socket is not null;
    }
}
