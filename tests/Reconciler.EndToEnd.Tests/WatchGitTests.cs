namespace Reconciler.EndToEnd.Tests;

/// <summary>The daemon follows a branch of a Git repository.</summary>
public sealed class WatchGitTests : IDisposable
{
    private readonly WatchedHost watched = new();

    public WatchGitTests()
    {
        if (Host.Run("git --version").ExitCode != 0)
            Requirements.Unmet("there is no git here");
        Host.Sh($"cd {Host.Directory} && git init -q -b main repo && cd repo && git config user.name Anna && git config user.email anna@example.org && mkdir hosts");
    }

    private PrivateHost Host => watched.Host;

    private string Remote => $"--git file://{Host.Directory}/repo --path hosts --interval 100ms --cache {Host.Directory}/cache";

    public void Dispose() => watched.Dispose();

    [Fact]
    public void What_is_committed_is_applied_and_named_by_its_commit()
    {
        string first = Commit("web", "10.20.0.0/24");
        watched.Watch(Remote);
        watched.Expect($"applied revision {first}");
        string second = Commit("web", "10.21.0.0/24");
        watched.Expect($"applied revision {second}");
        Assert.Contains($"revision {second}.", Host.Reconciler("status").Output, StringComparison.Ordinal);
        Assert.Contains("10.21.0.1/24", Host.Sh("ip addr show br-web"), StringComparison.Ordinal);
        string broken = Commit("web", "oops");
        watched.Expect($"Network/web is failed: RC[0-9]*: .*({broken}:hosts/web.yaml:4:");
    }

    [Fact]
    public void A_branch_that_is_forced_elsewhere_is_followed()
    {
        string first = Commit("web", "10.20.0.0/24");
        Commit("web", "10.21.0.0/24");
        watched.Watch(Remote);
        Host.Sh($"cd {Host.Directory}/repo && git reset -q --hard {first}");
        watched.Expect($"applied revision {first}");
        Host.Sh($"cd {Host.Directory}/repo && git checkout -q --orphan other && git commit -q -m again && git branch -q -M main");
        string again = Head();
        Assert.NotEqual(first, again);
        watched.Expect($"revision {again}");
    }

    [Fact]
    public void A_repository_that_cannot_be_reached_leaves_the_last_commit()
    {
        string first = Commit("web", "10.20.0.0/24");
        watched.Watch(Remote);
        Host.Sh($"mv {Host.Directory}/repo {Host.Directory}/gone");
        watched.Expect("RC5010: .file://.*/repo. cannot be fetched");
        // The documents are as in the last commit; that there may be newer ones is said besides.
        Result status = Host.Reconciler("status");
        Assert.Equal(0, status.ExitCode);
        Assert.Contains("failed   the source: RC5010", status.Output, StringComparison.Ordinal);
        watched.After("ip link set br-web mtu 1300", "healed link/host/br-web");
        watched.Signal("TERM");
        Assert.Equal(0, watched.Ended());
        // It is there for one that starts now, too.
        watched.Watch(Remote);
        watched.Expect($"revision {first}");
        Host.Sh($"mv {Host.Directory}/gone {Host.Directory}/repo");
        watched.Expect("is well again");
        Assert.Equal(1, watched.Count("RC5010"));
    }

    [Fact]
    public void A_repository_is_followed_by_ssh()
    {
        // Takes the place of the program 'ssh': what it would have run on the other host.
        Host.Sh($"cd {Host.Directory}; printf '#!/bin/sh\\nwhile [ \"$1\" != git@git.example.org ]; do shift; done; shift; exec sh -c \"$*\"\\n' > ssh; chmod +x ssh");
        string first = Commit("web", "10.20.0.0/24");
        watched.Variables = $"GIT_SSH_VARIANT=ssh GIT_SSH_COMMAND={Host.Directory}/ssh";
        watched.Watch(Remote.Replace("file://", "ssh://git@git.example.org", StringComparison.Ordinal));
        watched.Expect($"applied revision {first}");
        watched.Expect($"applied revision {Commit("web", "10.21.0.0/24")}");
    }

    [Fact]
    public void A_repository_is_followed_by_https_with_the_password_of_a_helper_of_git()
    {
        Host.Sh($$"""
            cd {{Host.Directory}}
            openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -addext subjectAltName=DNS:localhost -days 2 -keyout key -out cert 2>/dev/null; cat key cert > both
            cat > answer <<'END'
            #!/bin/bash
            read -r method path _
            while IFS= read -r line && line=${line%$'\r'} && [ -n "$line" ]; do
              case ${line,,} in
                authorization:*) who=${line##* };;
                content-length:*) export CONTENT_LENGTH=${line##* };;
                content-type:*) export CONTENT_TYPE=${line#*: };;
                content-encoding:*) export HTTP_CONTENT_ENCODING=${line#*: };;
                git-protocol:*) export GIT_PROTOCOL=${line#*: };;
              esac
            done
            if [ "$who" != "$(printf anna:secret | base64)" ]; then
              printf 'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="git"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
              exit
            fi
            printf 'HTTP/1.1 200 OK\r\nConnection: close\r\n'
            export REQUEST_METHOD=$method PATH_INFO=${path%%\?*} QUERY_STRING=${path#*\?} GIT_PROJECT_ROOT={{Host.Directory}} GIT_HTTP_EXPORT_ALL=1 REMOTE_USER=anna
            exec git http-backend
            END
            printf '#!/bin/sh\necho username=anna; echo password=secret\n' > helper; chmod +x answer helper
            git config -f gitconfig credential.helper {{Host.Directory}}/helper
            """);
        Host.Background(null, $"socat OPENSSL-LISTEN:8443,bind=127.0.0.1,cert={Host.Directory}/both,verify=0,fork,reuseaddr EXEC:{Host.Directory}/answer");
        Host.Sh("until ss -ltH | grep -q :8443; do sleep 0.02; done");
        string first = Commit("web", "10.20.0.0/24");
        watched.Variables = $"GIT_CONFIG_GLOBAL={Host.Directory}/gitconfig GIT_SSL_CAINFO={Host.Directory}/cert";
        watched.Watch(Remote.Replace($"file://{Host.Directory}", "https://localhost:8443", StringComparison.Ordinal));
        watched.Expect($"applied revision {first}");
        watched.Expect($"applied revision {Commit("web", "10.21.0.0/24")}");
    }

    [Fact]
    public void Only_commits_that_are_signed_by_a_given_key_are_taken()
    {
        Host.Sh($"""
            cd {Host.Directory}
            ssh-keygen -q -t ed25519 -N '' -f anna; ssh-keygen -q -t ed25519 -N '' -f mallory
            printf 'anna@example.org %s\n' "$(cat anna.pub)" > signers
            cd repo; git config gpg.format ssh; git config user.signingkey {Host.Directory}/anna
            """);
        string signed = Commit("web", "10.20.0.0/24", "-S");
        watched.Watch($"{Remote} --verify-signatures signers");
        watched.Expect($"applied revision {signed}");
        foreach (string how in (string[])["--no-gpg-sign", $"-S{Host.Directory}/mallory"])
        {
            string other = Commit("web", "10.21.0.0/24", how);
            watched.Expect($"RC5011: the commit {other}[0-9a-f]* is not signed by any of the given keys");
            Host.Sh($"cd {Host.Directory}/repo && git reset -q --hard {signed}");
            watched.Expect("is well again", watched.Count("is well again") - 1);
        }
        Assert.Contains("10.20.0.1/24", Host.Sh("ip addr show br-web"), StringComparison.Ordinal);
        watched.Expect($"applied revision {Commit("web", "10.22.0.0/24", "-S")}");
    }

    [Fact]
    public void Only_commits_that_are_signed_by_a_key_of_an_OpenPGP_keyring_are_taken()
    {
        if (Host.Run("gpg --version").ExitCode != 0)
            Requirements.Unmet("there is no gpg here");
        // A socket's path may have 108 bytes, and gpg's agent listens below its home.
        string home = Directory.CreateTempSubdirectory("gpg-").FullName;
        try
        {
            Host.Sh($"""
                export GNUPGHOME={home}; chmod 700 $GNUPGHOME
                for who in anna mallory; do gpg -q --batch --passphrase '' --quick-generate-key $who@example.org ed25519 sign never; done
                gpg --armor --export anna@example.org > {Host.Directory}/keys
                printf '#!/bin/sh\nGNUPGHOME=%s exec gpg "$@"\n' $GNUPGHOME > {Host.Directory}/signer; chmod +x {Host.Directory}/signer
                cd {Host.Directory}/repo; git config gpg.program {Host.Directory}/signer; git config user.signingkey anna@example.org
                """);
            string signed = Commit("web", "10.20.0.0/24", "-S");
            watched.Watch($"{Remote} --verify-signatures keys");
            watched.Expect($"applied revision {signed}");
            // Not signed, by a key that nobody gave, and by the right one for something else.
            Refuse(Commit("web", "10.21.0.0/24", "--no-gpg-sign"), signed);
            Refuse(Commit("web", "10.21.0.0/24", "-Smallory@example.org"), signed);
            Commit("web", "10.21.0.0/24", "-S");
            Host.Sh($"cd {Host.Directory}/repo && git cat-file commit HEAD | sed s/^web$/other/ > ../forged && git update-ref refs/heads/main $(git hash-object -t commit -w ../forged)");
            Refuse(Head(), signed);
            Assert.Contains("10.20.0.1/24", Host.Sh("ip addr show br-web"), StringComparison.Ordinal);
            watched.Expect($"applied revision {Commit("web", "10.22.0.0/24", "-S")}");
        }
        finally
        {
            Host.Run($"GNUPGHOME={home} gpgconf --kill all");
            Directory.Delete(home, recursive: true);
        }
    }

    private void Refuse(string commit, string signed)
    {
        watched.Expect($"RC5011: the commit {commit}[0-9a-f]* is not signed by any of the given keys");
        int well = watched.Count("is well again");
        Host.Sh($"cd {Host.Directory}/repo && git reset -q --hard {signed}");
        watched.Expect("is well again", well);
    }

    [Fact]
    public void A_commit_without_the_path_leaves_the_earlier_one()
    {
        Commit("web", "10.20.0.0/24");
        watched.Watch(Remote);
        Host.Sh($"cd {Host.Directory}/repo && git mv hosts moved && git commit -q -m moved");
        watched.Expect("is refused as a whole, and the earlier documents stay: RC5012: there is no .hosts. in the commit");
        watched.After("ip link set br-web mtu 1300", "healed link/host/br-web");
    }

    [Theory]
    [InlineData("watch --git x documents.yaml", "the documents are in the repository: say '--path PATH' instead of a path of this host")]
    [InlineData("watch documents.yaml --branch x", "'--branch' is about a repository: say which one with '--git URL'")]
    [InlineData("watch", "say where the documents are, as in 'reconciler watch networks/' or 'reconciler watch --git URL'")]
    [InlineData("watch -", "standard input does not change: name a file or folder instead of '-'")]
    [InlineData("watch x --quiet 1", "'--quiet 1' cannot be: a whole number with its unit, as in 100ms, 30s, 5m or 1h, from 1ms to 1m")]
    [InlineData("watch x --resync 2d", "'--resync 2d' cannot be: a whole number with its unit, as in 100ms, 30s, 5m or 1h, from 1s to 24h")]
    [InlineData("watch x --listen here", "'--listen here' cannot be: an address and a port, as in 127.0.0.1:9310 or [::1]:9310")]
    [InlineData("watch x --log-format xml", "'--log-format xml' does not exist; there are text, json")]
    public void A_command_line_that_cannot_be_is_refused(string arguments, string words)
    {
        Result refused = Host.Reconciler(arguments);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"error: {words}\n", refused.Errors, StringComparison.Ordinal);
    }

    private string Commit(string name, string subnet, string how = "")
    {
        File.WriteAllText(Path.Combine(Host.Directory, "repo", "hosts", name + ".yaml"), $$"""
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: {{name}} }
            spec: {mode: bridge, subnets: [{{subnet}}]}
            """);
        Host.Sh($"cd {Host.Directory}/repo && git add . && git commit -q {how} -m {name}");
        return Head();
    }

    private string Head() => Host.Sh($"cd {Host.Directory}/repo && git rev-parse --short=12 HEAD").Trim();
}
