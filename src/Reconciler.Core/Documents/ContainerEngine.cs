namespace Reconciler.Core.Documents;

/// <summary>What runs containers and knows them by their names.</summary>
public enum ContainerEngine
{
    Docker,
    Podman,
}

/// <summary>How engines are called.</summary>
public static class ContainerEngineWords
{
    /// <summary>The field of <c>spec.container</c>, and the program that a person would ask.</summary>
    public static string Word(this ContainerEngine engine) => engine == ContainerEngine.Docker ? "docker" : "podman";
}
