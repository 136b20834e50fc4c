namespace Reconciler.Kernel.Rehearsing;

/// <summary>How a question is asked.</summary>
/// <param name="Size">Of packets that must pass whole, in bytes; <c>null</c>: any.</param>
/// <param name="Wait">How long an answer is waited for.</param>
/// <param name="Again">After how long a packet of UDP or ICMP that is not answered is sent again; TCP does so itself, after a second.</param>
/// <param name="Answerer">Who is expected to answer.</param>
internal readonly record struct Attempt(int? Size, TimeSpan Wait, TimeSpan Again, Answerer Answerer = Answerer.Ours);
