namespace Reconciler.EndToEnd.Tests;

/// <summary>What is said of encrypted overlays where they cannot be had.</summary>
public sealed class EncryptionTests : IDisposable
{
    private readonly EncryptedMesh mesh = new();

    private PrivateHost Node => mesh.Fabric.Nodes[0];

    public void Dispose() => mesh.Dispose();

    [Fact]
    public void A_kernel_without_esp_is_named_and_nothing_is_left()
    {
        if (Node.Run("ip xfrm state add src 192.0.2.1 dst 192.0.2.9 proto esp spi 0x1000 mode transport aead 'rfc4106(gcm(aes))' 0x000000000000000000000000000000000000000000000000000000000000000000000007 128").ExitCode == 0)
        {
            mesh.Fabric.Apply(mesh.Documents());
            Assert.Equal("", mesh.Unreached());
            return;
        }
        string before = Node.State();
        Result result = Node.Reconciler($"apply {Node.Write(mesh.Documents())} --node n1");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("documents.yaml:7:36: error RC3001: the kernel refused xfrm-state/host/192.0.2.", result.Errors, StringComparison.Ordinal);
        Assert.Contains("this kernel has no ESP with AES-GCM", result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, Node.State());
    }

    [Theory]
    [InlineData("rm $file", "RC2019: the key file cannot be read: open(/run/overlay.key): No such file or directory")]
    [InlineData("rm $file; mkdir $file", "RC2019: the key file cannot be read: it is no regular file")]
    [InlineData("chmod 644 $file", "RC2020: the key file has the mode 0644: others can read the secret")]
    [InlineData("chmod 620 $file", "RC2020: the key file has the mode 0620")]
    [InlineData("chown 65534 $file", "RC2020: the key file belongs to the user 65534")]
    [InlineData("echo '# later' > $file", "RC2022: the key file holds 0 secrets")]
    [InlineData("cat $file $file $file > $file.3; cat $file.3 > $file", "RC2022: the key file holds 3 secrets")]
    [InlineData("echo c2hvcnQ= > $file", "RC2021: line 1 of the key file is no secret of at least 32 bytes in Base64")]
    [InlineData("{ cat $file; echo 'no base64!'; } > $file.2; cat $file.2 > $file", "RC2021: line 2 of the key file is no secret")]
    [InlineData("head -c 5000 /dev/zero > $file", "RC2021: the key file is longer than 4096 bytes")]
    [InlineData("rm $file; mkfifo -m 600 $file", "RC2019: the key file cannot be read: it is no regular file")]
    public void A_key_file_that_is_not_as_it_should_be_is_refused_before_anything_is_touched(string change, string words)
    {
        Node.Sh($"file={EncryptedMesh.KeyFile}; {change}");
        Result result = Node.Reconciler($"apply {Node.Write(mesh.Documents())} --node n1");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("documents.yaml:7:46: error " + words, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(EncryptedMesh.First, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rehearsal_takes_another_secret_where_it_gets_at_none()
    {
        Node.Sh($"rm {EncryptedMesh.KeyFile}");
        Result result = Node.Reconciler($"rehearse {Node.Write(mesh.Documents())}");
        Assert.DoesNotContain("RC20", result.Errors, StringComparison.Ordinal);
        Assert.True(result.ExitCode == 0 || result.Errors.Contains("this kernel has no ESP with AES-GCM", StringComparison.Ordinal), result.Text);
    }

    [Fact]
    public void The_plan_shows_what_will_be_encrypted_and_no_key()
    {
        Result plan = mesh.Fabric.Plan(1, mesh.Documents(), "-v");
        Assert.Equal(2, plan.ExitCode);
        Assert.Contains("ip xfrm policy update src 192.0.2.1 dst 192.0.2.2 proto udp sport 36968 dport 4789 dir out priority 82", plan.Output, StringComparison.Ordinal);
        Assert.Contains("aead 'rfc4106(gcm(aes))' $KEY 128", plan.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(EncryptedMesh.First, plan.Text, StringComparison.Ordinal);
    }
}
