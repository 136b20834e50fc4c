using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Rehearsing;

/// <summary>One question of one place to one address.</summary>
/// <param name="Assertion">What it proves a part of.</param>
/// <param name="From">Who asks.</param>
/// <param name="To">Who is asked, as people call it.</param>
/// <param name="Address">By which they are asked for.</param>
/// <param name="Service">What is asked for at that address.</param>
/// <param name="Listener">Who answers; <c>null</c>: whoever has the address, if anybody.</param>
/// <param name="Answers">What the listener listens to: where ports are published, another port.</param>
public sealed record Probe(
    Document<ReachabilitySpec> Assertion, Place From, string To, IpAddress Address, ServiceSpec Service, Place? Listener, ServiceSpec Answers)
{
    /// <summary>The name by which who asks finds the address; <c>null</c>: they know it.</summary>
    public NameLookup? Lookup { get; init; }

    /// <summary>The listener's own address; where ports are published, it is not the one that is asked for.</summary>
    public IpAddress ListenAddress => Listener is null || Listener.Addresses.Contains(Address)
        ? Address
        : Listener.Addresses.First(a => a.Family == Address.Family);

    /// <summary>The question for the name that comes before this one; there must be one.</summary>
    public Probe OfLookup() => this with
    {
        To = "the name server",
        Address = Lookup!.ServerFor(Address.Family),
        Service = NameLookup.Service,
        Listener = From.Machine with { Addresses = Lookup.Servers },
        Answers = NameLookup.Service,
        Lookup = null,
    };

    /// <summary>As in <c>tcp/80 of web to db (10.0.0.3)</c>.</summary>
    public override string ToString() => $"{Service} of {From.Name} to {To} ({Address})";
}

/// <summary>What became of a question.</summary>
/// <param name="Reached">Whether it was answered.</param>
/// <param name="Seen">By which address the listener saw who asked; <c>null</c> when nobody tells.</param>
/// <param name="Took">From question to answer, or until nobody waited any more.</param>
/// <param name="Reason">Why it was not answered, as far as that is known.</param>
public sealed record ProbeResult(Probe Probe, bool Reached, IpAddress? Seen, TimeSpan Took, string? Reason)
{
    /// <summary>The largest packet that is answered, in bytes, where those of the size that is asked for are not; <c>null</c>: none is, or no size is asked for.</summary>
    public int? Passing { get; init; }

    /// <summary>Whether nobody told what the name means, so that nobody could be asked.</summary>
    public bool IsNameless { get; init; }

    /// <summary>Whether it is answered and should not be, or the other way round.</summary>
    public bool IsUnexpected => Reached == (Probe.Assertion.Spec.Expect == Expectation.Denied);

    /// <summary>Who decided; <c>null</c>: nobody asked, or the kernel does not tell.</summary>
    public Decision? Decision { get; init; }

    /// <summary>Which document would have it decided otherwise; <c>null</c>: none is known to.</summary>
    public string? Remedy { get; init; }

    /// <summary>Why it proves nothing; <c>null</c>: it does.</summary>
    public string? Untold { get; init; }
}
