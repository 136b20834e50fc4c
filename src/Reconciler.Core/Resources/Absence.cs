using Reconciler.Core.Documents;

namespace Reconciler.Core.Resources;

/// <summary>Why the namespace of a container is not there.</summary>
/// <param name="Reason">In words for whoever waits for it.</param>
public sealed record Absence(string Reason)
{
    /// <summary>Whether the engine did not tell: the container may run all the same.</summary>
    public bool IsUnanswered { get; init; }

    /// <summary>What to do where the engine cannot be asked at all; <c>null</c>: it is enough to wait.</summary>
    public string? Remedy { get; init; }

    /// <summary>Why a namespace is not there.</summary>
    /// <param name="known">What engines said.</param>
    public static Absence Of(NamespaceId where, IReadOnlyDictionary<NamespaceId, Absence> known) =>
        known.TryGetValue(where, out Absence? said) ? said
        : where.Engine is ContainerEngine engine ? NotRunning(engine, where.Container!)
        : new($"there is no network namespace {where}");

    public static Absence NotRunning(ContainerEngine engine, string container) => new($"the container {container} is not running ({engine.Word()})");

    public static Absence Unknown(ContainerEngine engine, string container) => new($"{engine.Word()} has no container {container}");

    /// <param name="socket">Where it was asked.</param>
    /// <param name="why">What came instead of an answer.</param>
    public static Absence Unanswered(ContainerEngine engine, string socket, string why) =>
        new($"{engine.Word()} does not answer: {socket}: {why}") { IsUnanswered = true };

    /// <param name="process">Of which the engine says that it is the container's first.</param>
    public static Absence Unseen(ContainerEngine engine, string container, int process) =>
        new($"the process {process} of the container {container} cannot be seen from here ({engine.Word()})") { IsUnanswered = true };

    /// <param name="variable">Of the environment.</param>
    /// <param name="said">What it says.</param>
    public static Absence NotAskable(ContainerEngine engine, string variable, string said) =>
        new($"{engine.Word()} cannot be asked at '{said}', as {variable} says: it must be a Unix socket of this host")
        {
            IsUnanswered = true,
            Remedy = $"unset {variable}, or say {variable}=unix:///PATH",
        };
}
