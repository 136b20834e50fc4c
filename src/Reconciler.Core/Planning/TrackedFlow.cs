using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>A connection that the kernel keeps track of.</summary>
/// <param name="Source">Who began it.</param>
/// <param name="Destination">The address that was asked for, before translation.</param>
/// <param name="Port">The port that was asked for.</param>
/// <param name="Answers">Whose answers are expected: where it was translated, a container's.</param>
/// <param name="AnswersFrom">The port that they come from.</param>
/// <param name="IsEstablished">Whether packets went both ways, so that it is known to be in use.</param>
public readonly record struct TrackedFlow(
    TransportProtocol Protocol, IpAddress Source, IpAddress Destination, ushort Port, IpAddress Answers, ushort AnswersFrom, bool IsEstablished);
