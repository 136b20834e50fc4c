using Reconciler.Core.Documents;
using Reconciler.Loading.Binding;

namespace Reconciler.Loading.Definitions;

/// <summary><c>container</c> of an attachment: a name, or exactly one of several ways to say which network namespace.</summary>
internal static class ContainerDefinition
{
    // PID_MAX_LIMIT of linux/threads.h on 64-bit machines.
    private const int MaxPid = 4 << 20;

    private static readonly TextShape NetnsName = new("the name of a network namespace", "^[^/]+$", maxLength: 255);

    private static readonly Field<string> Netns = Field.Optional(
        "netns", NetnsName, "/run/netns/NAME; made when it is missing, and removed with its last attachment.");

    private static readonly Field<bool> Create = Field.Defaulted(
        "create", new BooleanShape(), true, "true", "false: somebody else makes the namespace; until then the attachment is pending.");

    private static readonly Field<string> Path = Field.Optional(
        "path", new TextShape("a path", "^/"), "Any file of a network namespace, such as /proc/812/ns/net.");

    private static readonly Field<int?> Pid = Field.OptionalValue(
        "pid", new NumberShape(1, MaxPid), "The network namespace of a process.");

    private static readonly TextShape EngineName = new("the name of a container", "^[a-zA-Z0-9][a-zA-Z0-9_.-]*$", maxLength: 255);

    private static readonly Field<string> Docker = Field.Optional(
        "docker", EngineName, "The name or the id of a container of Docker; until it runs the attachment is pending.");

    private static readonly Field<string> Podman = Field.Optional(
        "podman", EngineName, "The name or the id of a container of Podman; until it runs the attachment is pending.");

    private static readonly Shape<ContainerSpec> Long = new MappingShape<ContainerSpec>("a container", [Netns, Create, Path, Pid, Docker, Podman], Make)
    {
        ExactlyOneOf = [Netns.Name, Path.Name, Pid.Name, Docker.Name, Podman.Name],
        Dependent = (Create.Name, Netns.Name),
    };

    public static Shape<ContainerSpec> Shape { get; } =
        new EitherShape<string, ContainerSpec>(NetnsName, name => new ContainerSpec.Netns(name), Long);

    private static ContainerSpec? Make(FieldValues said)
    {
        if (said.Get(Pid) is int pid)
            return new ContainerSpec.Process(pid);
        if (said.Says(Path))
            return new ContainerSpec.NamespaceFile(said.Get(Path));
        if (said.Says(Docker))
            return new ContainerSpec.OfEngine(ContainerEngine.Docker, said.Get(Docker));
        if (said.Says(Podman))
            return new ContainerSpec.OfEngine(ContainerEngine.Podman, said.Get(Podman));
        return said.Says(Netns) ? new ContainerSpec.Netns(said.Get(Netns), said.Get(Create)) : null;
    }
}
