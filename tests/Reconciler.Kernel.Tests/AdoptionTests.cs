using Reconciler.Core.Planning;

namespace Reconciler.Kernel.Tests;

/// <summary><c>--adopt NAME</c>: what is nobody's and has the wanted name is taken over, and given back by an undo.</summary>
public sealed class AdoptionTests : IDisposable
{
    private const string Web = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one}
        spec: {container: one, network: web, hostInterface: veth-one}
        """;

    private const string Bridge = "ip link add br-web address 02:00:00:00:00:99 mtu 1400 type bridge; ip link set br-web up; ip addr add 10.20.0.1/24 dev br-web; ip addr add 192.0.2.9/32 dev br-web";

    private readonly TestHost host = new();

    public void Dispose() => host.Dispose();

    private void Adopt(params string[] names) => host.Choices = PlanChoices.Default with { Adopts = [.. names] };

    private string Index(string link) => host.Sh($"ip -o link show {link} | cut -d: -f1");

    [Fact]
    public void Without_it_the_object_is_in_the_way_and_the_message_names_the_option()
    {
        host.Sh(Bridge);
        Plan plan = host.Plan(Web);
        Assert.Contains(plan.Diagnostics, d => d.Code == "RC2001" && d.Hint!.Contains("'--adopt br-web'", StringComparison.Ordinal));
        Assert.True(plan.HasErrors);
    }

    [Fact]
    public void The_object_stays_the_same_and_what_is_not_wished_on_it_goes()
    {
        host.Sh(Bridge + "; ip link add theirs type veth peer name end; ip link set theirs master br-web");
        string index = Index("br-web");
        Adopt("br-web");
        host.Apply(Web);
        Assert.Equal(index, Index("br-web"));
        Assert.Contains("reconciler:default:Network/web", host.Sh("ip link show br-web"), StringComparison.Ordinal);
        Assert.DoesNotContain("192.0.2.9", host.Sh("ip addr show br-web"), StringComparison.Ordinal);
        Assert.Contains("master br-web", host.Sh("ip link show theirs"), StringComparison.Ordinal);
        Adopt();
        Assert.True(host.Plan(Web).IsEmpty);
        host.Destroy();
        Assert.DoesNotContain("br-web:", host.Sh("ip link"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("; ip link set br-web alias 'of somebody' group 7")]
    public void An_undo_gives_it_back_as_it_was(string more)
    {
        host.Sh(Bridge + more);
        string before = host.State();
        Adopt("br-web");
        int last = host.Plan(Web).Steps.Count;
        Outcome outcome = host.Disturbed(Web, step =>
        {
            if (step >= last && step < last + 3)
                host.Sh("ip link set br-web mtu 1200");
        });
        Assert.Equal(OutcomeKind.Undone, outcome.Kind);
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void A_pair_of_interfaces_is_taken_over_by_its_end_on_the_host()
    {
        host.Apply(Web);
        host.Sh("ip link set veth-one group 0 alias ''; inside one ip link set eth0 group 0 alias ''; inside one ip link set eth0 mtu 1300");
        string index = Index("veth-one");
        Assert.True(host.Plan(Web).HasErrors);
        Adopt("veth-one");
        host.Apply(Web);
        Assert.Equal(index, Index("veth-one"));
        Assert.Contains("reconciler:default:ContainerAttachment/one", host.Sh("ip link show veth-one"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_belongs_to_another_owner_is_not_adopted()
    {
        host.Apply(Web, "other");
        string before = host.State();
        Adopt("br-web", "veth-one");
        Plan plan = host.Plan(Web);
        Assert.Contains(plan.Diagnostics, d => d.Code == "RC2001" && d.Message.Contains("belongs to the owner 'other'", StringComparison.Ordinal) && !d.Hint!.Contains("--adopt", StringComparison.Ordinal));
        Assert.Equal(OutcomeKind.Refused, host.Disturbed(Web, _ => { }).Kind);
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void What_would_have_to_be_made_anew_is_not_adopted()
    {
        host.Sh("ip link add br-web type veth peer name other");
        string before = host.State();
        Adopt("br-web");
        Assert.Contains(host.Plan(Web).Diagnostics, d => d.Code == "RC2046" && d.Message.Contains("type is 'veth', not 'bridge'", StringComparison.Ordinal));
        Assert.Equal(OutcomeKind.Refused, host.Disturbed(Web, _ => { }).Kind);
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void What_no_document_wants_is_not_adopted()
    {
        host.Sh("ip link add theirs type bridge");
        string before = host.State();
        Adopt("theirs");
        Assert.Contains(host.Plan(Web).Diagnostics, d => d.Code == "RC2045" && d.Hint!.Contains("br-web", StringComparison.Ordinal));
        Assert.Equal(OutcomeKind.Refused, host.Disturbed(Web, _ => { }).Kind);
        Assert.Equal(before, host.State());
    }
}
