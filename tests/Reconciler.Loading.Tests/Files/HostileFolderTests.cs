using System.Diagnostics;
using System.Text;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading.Tests.Files;

/// <summary>Folders that somebody made to make the program wait, read what it should not, or run out of memory.</summary>
public sealed class HostileFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hostile-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_pipe_in_a_folder_is_refused_and_not_waited_for()
    {
        await MakePipe("a.yaml");
        Task<LoadResult> load = Task.Run(() => Load(folder), TestContext.Current.CancellationToken);
        LoadResult result = await load.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Diagnostic fault = Assert.Single(result.Diagnostics);
        Assert.Equal("RC1019", fault.Code);
        Assert.Contains("a.yaml", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_is_read_when_it_is_named_and_refused_in_a_folder()
    {
        File.CreateSymbolicLink(At("a.yaml"), "/dev/null");
        Assert.Equal(["RC1004"], Codes(Load("/dev/null")));
        Assert.Equal(["RC1019"], Codes(Load(folder, "/dev/null")));
    }

    [Fact]
    public void A_link_does_not_lead_out_of_what_was_named()
    {
        string outside = Directory.CreateTempSubdirectory("outside-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(outside, "secret.yaml"), "password: x");
            File.CreateSymbolicLink(At("a.yaml"), Path.Combine(outside, "secret.yaml"));
            Directory.CreateSymbolicLink(At("b"), outside);
            LoadResult result = Load(folder);
            Assert.Equal(["RC1023", "RC1023"], Codes(result));
            Assert.Empty(result.Sources);
            Assert.Equal(["RC1103"], Codes(Load(folder, outside)));
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [Fact]
    public void The_number_of_files_ends()
    {
        Limits limits = Limits.Default with { Files = 3 };
        for (int i = 0; i < 3; i++)
            File.WriteAllText(At($"{i}.yaml"), Marked.Network($"n{i}", $"subnets: [10.20.{i}.0/24]"));
        Assert.Empty(Codes(Load(limits)));
        File.WriteAllText(At("3.yaml"), Marked.Network("n3", "subnets: [10.20.3.0/24]"));
        Diagnostic fault = Assert.Single(Load(limits).Diagnostics);
        Assert.Equal("RC1020", fault.Code);
        Assert.Contains("'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_entries_ends()
    {
        for (int i = 0; i < 10; i++)
            File.WriteAllText(At($"{i}.txt"), "");
        File.WriteAllText(At("a.yaml"), Marked.Network("web", "subnets: [10.20.0.0/24]"));
        Assert.Empty(Codes(Load(Limits.Default with { Entries = 11 })));
        Assert.Equal(["RC1020"], Codes(Load(Limits.Default with { Entries = 10 })));
    }

    [Fact]
    public void The_size_of_all_files_ends()
    {
        for (int i = 0; i < 5; i++)
            File.WriteAllText(At($"{i}.yaml"), Marked.Network($"n{i}", $"subnets: [10.20.{i}.0/24]") + new string('#', 1000));
        Assert.Empty(Codes(Load(Limits.Default with { AllBytes = 10_000 })));
        LoadResult result = Load(Limits.Default with { AllBytes = 2500 });
        Assert.Equal(["RC1021"], Codes(result));
        Assert.Equal(3, result.Sources.Count);
    }

    [Fact]
    public void The_depth_of_folders_ends()
    {
        string deep = Path.Combine([folder, .. Enumerable.Repeat("d", 66)]);
        Directory.CreateDirectory(deep);
        File.WriteAllText(Path.Combine(deep, "a.yaml"), "a: b");
        Diagnostic fault = Assert.Single(Load(folder).Diagnostics);
        Assert.Equal("RC1022", fault.Code);
    }

    [Fact]
    public async Task A_name_that_is_no_text_is_told()
    {
        await Run("sh", "-c", $"printf a > '{folder}'/$(printf '\\377').yaml");
        Assert.Equal(["RC1024"], Codes(Load(folder)));
        await Run("sh", "-c", $"rm '{folder}'/*");
    }

    [Fact]
    public void The_number_of_faults_ends()
    {
        StringBuilder text = new();
        for (int i = 0; i < 2000; i++)
            text.Append("a: b\n");
        LoadResult result = Loader.Load(["-"], new StringReader(text.ToString()), Limits.Default with { Faults = 20 });
        Assert.Equal("RC1025", result.Diagnostics[0].Code);
        Assert.Equal(21, result.Diagnostics.Count);
    }

    [Fact]
    public void A_file_that_goes_away_meanwhile_is_not_said_to_lack_rights()
    {
        File.CreateSymbolicLink(At("a.yaml"), "gone");
        Diagnostic fault = Assert.Single(Load(folder).Diagnostics);
        Assert.Equal("RC1002", fault.Code);
        Assert.Contains("went away", fault.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RC1006", new byte[] { (byte)'a', (byte)':', (byte)' ', 0xff })]
    [InlineData("RC1007", new byte[] { 0xff, 0xfe, (byte)'a', 0 })]
    public void Standard_input_is_bytes_like_a_file(string code, byte[] bytes) =>
        Assert.Equal([code], Codes(Loader.Load(["-"], new StreamReader(new MemoryStream(bytes)))));

    [Fact]
    public void The_lock_file_is_not_written_through_a_link_that_somebody_laid()
    {
        string victim = At("victim");
        File.WriteAllText(victim, "precious");
        File.CreateSymbolicLink(At(AddressLockFile.Name), victim);
        File.CreateSymbolicLink(At(AddressLockFile.Name + ".new"), victim);
        Assert.Null(AddressLockFile.Save(At(AddressLockFile.Name), "new"));
        Assert.Equal("precious", File.ReadAllText(victim));
        Assert.Equal("new", File.ReadAllText(At(AddressLockFile.Name)));
        Assert.Equal("RC1026", AddressLockFile.Save(Path.Combine(folder, "missing", AddressLockFile.Name), "new")?.Code);
    }

    private string At(string name) => Path.Combine(folder, name);

    private Task MakePipe(string name) => Run("mkfifo", At(name));

    private static async Task Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    private LoadResult Load(Limits limits) => Loader.Load([folder], TextReader.Null, limits);

    private static LoadResult Load(params string[] paths) => Loader.Load(paths, TextReader.Null);

    private static IEnumerable<string> Codes(LoadResult result) => result.Diagnostics.Select(d => d.Code);
}
