using System.Globalization;
using Reconciler.Benchmarks.Running;

namespace Reconciler.Benchmarks.Peers;

/// <summary>
/// The physical limit: a program that knows beforehand what to send and sends nothing else, in the fastest sequence known. It is named by
/// the variable <c>LIMIT</c>, and understands <c>setup N</c>, <c>read N</c>, <c>add1 I</c> and <c>teardown N</c>, with containers in the
/// namespaces <c>pfc1</c> to <c>pfcN</c>.
/// </summary>
internal sealed class LimitPeer(string folder) : Peer(PeerName, folder)
{
    public const string PeerName = "limit";

    // The container's end of a veth pair without an IPv6 link-local address, and pairs with one queue, as for the reconciler.
    private static readonly string[] SameObjects = ["v6=agm", "queues=1"];

    private static readonly string Program = Environment.GetEnvironmentVariable("LIMIT") ?? "";

    public override string? Missing => File.Exists(Program) ? null : "name the program in LIMIT";

    public override Command FirstApply(int count) => new([Program, "setup", Text(count), "chunk=1000", "brup=last", .. SameObjects]);

    public override Command NothingToDo(int count) => new(Program, "read", Text(count));

    public override Command OneMore(int count) => new([Program, "add1", Text(count + 1), .. SameObjects]);

    public override Command Teardown(int count) => new(Program, "teardown", Text(count + 1), "del=onegroup", "nftfirst=1");

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
