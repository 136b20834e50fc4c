using Reconciler.Core.Values;

namespace Reconciler.Core.Rehearsing;

/// <summary>
/// Who decided about a question, as the kernel tells it; prints as the end of a sentence. Closed, only the nested cases exist.
/// </summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>A rule of nf_tables let it pass, or did not.</summary>
    /// <param name="At">In whose ruleset.</param>
    /// <param name="Table">With its family, as nft commands name it.</param>
    /// <param name="Chain">The one that the rule is in, which need not be a base chain.</param>
    /// <param name="Rule">As nft lists it; <c>null</c>: the policy of the chain.</param>
    /// <param name="Drops">Whether it went no further.</param>
    /// <param name="OfAnswer">Whether it was the answer that did not pass.</param>
    public sealed record ByRule(Place At, string Table, string Chain, string? Rule, bool Drops, bool OfAnswer = false) : Decision
    {
        public override string ToString() =>
            $"{(OfAnswer ? "the answer is " : "")}{(Drops ? "dropped" : "accepted")} {At.Where} in '{Table}' {Chain} by {(Rule is null ? "its policy" : $"'{Rule}'")}";
    }

    /// <summary>There is no way on.</summary>
    /// <param name="To">The address in vain looked for.</param>
    /// <param name="Back">Whether it was the answer's way.</param>
    /// <param name="Reason">The route that forbids it, or what else the kernel says; <c>null</c>: there is no route.</param>
    public sealed record NoRoute(Place At, IpAddress To, bool Back = false, string? Reason = null) : Decision
    {
        public override string ToString() => Reason is null
            ? $"{At.Name} has no route {(Back ? "back " : "")}to {To}"
            : $"{At.Name} sends nothing {(Back ? "back " : "")}to {To}: {Reason}";
    }

    /// <summary>The next one on the way does not tell its MAC address.</summary>
    /// <param name="At">Who asks for it.</param>
    public sealed record NoNeighbour(Place At, IpAddress Neighbour) : Decision
    {
        public override string ToString() => $"the neighbour {Neighbour} does not answer {At.Name} ({(Neighbour.Family == IpFamily.IPv4 ? "ARP" : "ND")})";
    }

    /// <summary>The bridge forwards nothing between the two.</summary>
    public sealed record IsolatedPorts(string Bridge) : Decision
    {
        public override string ToString() => $"both are isolated ports of {Bridge} (interContainerTraffic: deny)";
    }

    /// <summary>No rule and no route decided; it got lost where neither is.</summary>
    /// <param name="At">The last one who saw it.</param>
    public sealed record Lost(Place At, bool OfAnswer = false) : Decision
    {
        public override string ToString() => $"nothing known dropped {(OfAnswer ? "the answer" : "it")}, but {At.Name} was the last to see it";
    }

    /// <summary>Somebody else has the address as well, and was on the way.</summary>
    public sealed record Intercepted(Place At, IpAddress Address, bool OfAnswer) : Decision
    {
        public override string ToString() => $"{At.Name} took {(OfAnswer ? "the answer" : "it")} for its own, having the address {Address}";
    }

    /// <summary>It arrived, and that was all.</summary>
    /// <param name="At">Who got it.</param>
    /// <param name="Reason">What became of it there.</param>
    public sealed record NotAnswered(Place At, string Reason) : Decision
    {
        public override string ToString() => $"nothing on the way dropped it, and {At.Name} got it: {Reason}";
    }

    /// <summary>It passed, and no rule said that it may.</summary>
    public sealed record Unhindered : Decision
    {
        public override string ToString() => "no rule and no route on the way keeps it back";
    }
}
