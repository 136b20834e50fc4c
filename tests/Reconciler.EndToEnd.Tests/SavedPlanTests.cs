using System.Security.Cryptography;
using System.Text.Json;

namespace Reconciler.EndToEnd.Tests;

/// <summary><c>plan --out</c> and <c>apply --plan</c>: exactly what was reviewed is done, or nothing.</summary>
public sealed class SavedPlanTests : IDisposable
{
    private const string Network = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}

        """;

    private const string Attachment = """
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one}
        spec: {container: one, network: web, ports: ["8080:80"]}

        """;

    private readonly PrivateHost host = new();

    public void Dispose() => host.Dispose();

    private string PlanFile => Path.Combine(host.Directory, "saved.json");

    private Result Save(string options = "")
    {
        Directory.CreateDirectory(Path.Combine(host.Directory, "net"));
        host.Write(Network, "net/web.yaml");
        host.Write(Attachment, "net/one.yaml");
        Result saved = host.Reconciler($"plan net --out saved.json {options}");
        Assert.True(saved.ExitCode == 2, saved.Text);
        return saved;
    }

    private Result Apply(string options = "") => host.Reconciler($"apply --plan saved.json {options}");

    private void AssertRefused(string code, string words, string options = "")
    {
        string before = host.State();
        Result result = Apply(options);
        Assert.True(result.ExitCode == 1, result.Text);
        Assert.Contains($"error {code}: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains(words, result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, host.State());
    }

    // As whoever forges a plan would: with the hash that belongs to it.
    private void Forge(Func<string, string> change)
    {
        string text = File.ReadAllText(PlanFile);
        string body = change(text[..text.LastIndexOf("  \"sha256\"", StringComparison.Ordinal)]);
        string hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body)));
        File.WriteAllText(PlanFile, $"{body}  \"sha256\": \"{hash}\"\n}}\n");
    }

    [Fact]
    public void What_was_reviewed_is_applied_once()
    {
        Result saved = Save();
        Result applied = Apply();
        Assert.True(applied.ExitCode == 0, applied.Text);
        Assert.Equal(saved.Output[..saved.Output.IndexOf("Saved in", StringComparison.Ordinal)], applied.Output[..applied.Output.IndexOf("Applied ", StringComparison.Ordinal)]);
        Assert.Equal(0, host.Reconciler("plan net").ExitCode);
        host.SettledState();
        AssertRefused("RC4107", "since the plan was made, ");
    }

    [Fact]
    public void A_plan_of_nothing_is_applied_as_often_as_wanted()
    {
        Save();
        Assert.Equal(0, Apply().ExitCode);
        Assert.Equal(0, host.Reconciler("plan net --out saved.json").ExitCode);
        Assert.Equal(0, Apply().ExitCode);
        Assert.Contains("In sync: nothing to do.", Apply().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_JSON_for_its_user_only_and_the_hash_can_be_checked_by_hand()
    {
        Save();
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(PlanFile));
        Assert.Equal("SavedPlan", json.RootElement.GetProperty("kind").GetString());
        Assert.Equal("Plan", json.RootElement.GetProperty("plan").GetProperty("kind").GetString());
        Assert.Equal(json.RootElement.GetProperty("sha256").GetString(), host.Sh($"head -n -2 {PlanFile} | sha256sum | cut -d' ' -f1").TrimEnd());
        Assert.Equal("600\n", host.Sh($"stat -c %a {PlanFile}"));
        Assert.Equal(host.Sh($"sha256sum < {host.Directory}/net/one.yaml")[..64], json.RootElement.GetProperty("basis").GetProperty("files")[0].GetProperty("sha256").GetString());
    }

    [Theory]
    [InlineData("sed -i s/8080/8081/ net/one.yaml", "RC4106", "net/one.yaml was changed")]
    [InlineData("echo '# more' > net/more.yaml", "RC4106", "net/more.yaml was added")]
    [InlineData("mv net/one.yaml net/two.yaml", "RC4106", "net/one.yaml was removed")]
    [InlineData("rm -r net", "RC1001", "there is no file or folder 'net'")]
    [InlineData("sysctl -qw net.ipv4.ip_forward=1", "RC4107", "sysctl/host/net.ipv4.ip_forward is not as before")]
    [InlineData("nft add table ip others", "RC4108", "somebody changed the ruleset of host")]
    [InlineData("ip netns add one", "RC4109", "what is to be done is not what the plan says: it differs for ")]
    [InlineData("sed -i s/br-web/br-wex/ saved.json", "RC4103", "'saved.json' was changed or cut short")]
    [InlineData("truncate -s -1 saved.json", "RC4103", "'saved.json' was changed or cut short")]
    [InlineData("echo >> saved.json", "RC4103", "'saved.json' was changed or cut short")]
    [InlineData("echo '{}' > saved.json", "RC4102", "it is not a saved plan")]
    [InlineData("rm saved.json", "RC4102", "'saved.json' cannot be applied: ")]
    public void Nothing_is_applied_when_something_moved(string move, string code, string words)
    {
        Save();
        host.Sh($"cd {host.Directory} && {move}");
        AssertRefused(code, words);
    }

    [Fact]
    public void A_changed_object_of_the_owner_is_named()
    {
        Save();
        Assert.Equal(0, Apply().ExitCode);
        host.Write(Network.Replace("24]", "24], mtu: 1400", StringComparison.Ordinal), "net/web.yaml");
        Assert.Equal(2, host.Reconciler("plan net --out saved.json").ExitCode);
        host.Sh("ip link set br-web mtu 1300");
        AssertRefused("RC4107", "link/host/br-web is not as before");
    }

    [Theory]
    [InlineData("--owner other", "for the owner 'default', not for 'other'")]
    [InlineData("--node other", "not for 'other'")]
    [InlineData("--netns inner", "for the network namespace 'host', not for 'inner'")]
    public void A_plan_is_for_one_owner_node_and_namespace(string options, string words)
    {
        host.Sh("ip netns add inner");
        Save();
        AssertRefused("RC4105", words, options);
    }

    [Fact]
    public void A_sandbox_is_not_the_namespace_of_the_plan()
    {
        host.Sh("ip netns add inner");
        Save("--netns inner");
        AssertRefused("RC4105", "for the network namespace 'inner', not for 'host'", "--sandbox");
    }

    [Fact]
    public void What_it_was_made_for_need_not_be_said_again()
    {
        host.Sh("ip netns add inner");
        Save("--owner team --node n1 --netns inner");
        Result result = Apply();
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Equal(0, host.Reconciler("plan net --owner team --netns inner").ExitCode);
    }

    [Theory]
    [InlineData("\"version\": \"", "\"version\": \"9", "RC4104", "the plan was made by version 9")]
    [InlineData("\"boot\": \"", "\"boot\": \"0", "RC4105", "on another host, or before this one was started again")]
    [InlineData("\"owner\": \"default\"", "\"owner\": \"a b\"", "RC4102", "not as this version of the program writes it")]
    [InlineData("\"owner\": \"default\"", "\"owner\": null", "RC4102", "not as this version of the program writes it")]
    [InlineData("\"paths\"", "\"roads\"", "RC4102", "not as this version of the program writes it")]
    [InlineData("\"basis\"", "\"bases\"", "RC4102", "not as this version of the program writes it")]
    [InlineData("\"files\": [", "\"files\": [[", "RC4102", "not as this version of the program writes it")]
    public void A_forged_plan_is_refused_for_what_it_says(string text, string other, string code, string words)
    {
        Save();
        Forge(body => body.Replace(text, other, StringComparison.Ordinal));
        AssertRefused(code, words);
    }

    [Fact]
    public void What_a_forged_plan_shows_is_never_what_is_done()
    {
        Save();
        Forge(body => body.Replace("10.20.0.1/24", "10.66.0.1/24", StringComparison.Ordinal));
        AssertRefused("RC4109", "address/host/br-web/10.66.0.1/24");
    }

    [Theory]
    [InlineData("net/web.yaml", "it exists already, and is not a saved plan")]
    [InlineData("/dev/null", "it exists already, and is not a saved plan")]
    [InlineData("net", "net")]
    [InlineData("none/saved.json", "none/saved.json")]
    [InlineData("/run/full/saved.json", "/run/full/saved.json")]
    public void What_cannot_be_saved_leaves_everything_as_it_was(string file, string words)
    {
        Save();
        host.Sh("mkdir /run/full && mount -t tmpfs -o size=4k tmpfs /run/full");
        string before = host.Sh($"cd {host.Directory} && ls -lR . /run/full /dev/null && cat net/*.yaml");
        Result result = host.Reconciler($"plan net --out {file}");
        Assert.True(result.ExitCode == 1, result.Text);
        Assert.Contains("error RC4101: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains(words, result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, host.Sh($"cd {host.Directory} && ls -lR . /run/full /dev/null && cat net/*.yaml"));
    }

    [Fact]
    public void A_link_in_the_way_is_replaced_and_not_followed()
    {
        Save();
        host.Sh($"cd {host.Directory} && mv saved.json kept.json && cp kept.json before.json && ln -s kept.json saved.json");
        Save();
        host.Sh($"cd {host.Directory} && cmp kept.json before.json && test ! -L saved.json");
    }
}
