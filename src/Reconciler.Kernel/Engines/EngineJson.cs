using System.Text.Json.Serialization;

namespace Reconciler.Kernel.Engines;

/// <summary>
/// What is read of <c>GET /containers/NAME/json</c>, which Docker 20.10 and Podman 4.3 answer alike:
/// <c>{"Id":"f06f2e…","State":{"Status":"running","Running":true,"Restarting":false,"Pid":13603,…},"Name":"/web",…}</c>.
/// </summary>
internal sealed record ContainerJson(string? Id, string? Name, ContainerStateJson? State);

/// <summary><c>State</c> of a container.</summary>
/// <param name="Pid">0 unless it runs.</param>
internal sealed record ContainerStateJson(bool Running, int Pid);

/// <summary>
/// A line of <c>GET /events</c>:
/// <c>{"status":"rename","Type":"container","Action":"rename","Actor":{"ID":"f06f2e…","Attributes":{"name":"web2","oldName":"/web"}},…}</c>.
/// Podman says no <c>oldName</c>.
/// </summary>
internal sealed record EngineEventJson(string? Action, EngineActorJson? Actor);

/// <summary>Whom an event is about.</summary>
internal sealed record EngineActorJson(string? ID, Dictionary<string, string?>? Attributes);

/// <summary>What comes with a status that is no success: <c>{"message":"…"}</c>.</summary>
internal sealed record EngineFaultJson(string? Message);

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(ContainerJson))]
[JsonSerializable(typeof(EngineEventJson))]
[JsonSerializable(typeof(EngineFaultJson))]
internal sealed partial class EngineTypes : JsonSerializerContext;
