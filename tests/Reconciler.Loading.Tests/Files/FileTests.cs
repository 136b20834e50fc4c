using System.Text;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading.Tests.Files;

/// <summary>Which files are read, under which names, and what bytes they may hold.</summary>
public sealed class FileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("loading-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Folders_are_read_recursively_in_ordinal_order_without_hidden_files()
    {
        foreach (string name in (string[])["b.yaml", "a/z.yml", "B.yaml", "a.yaml", ".hidden.yaml", ".git/c.yaml", "readme.md", "a/list.json"])
            Write(name, "");
        Assert.Equal(["B.yaml", "a.yaml", "a/z.yml", "b.yaml"], Names(Loader.Load([folder], TextReader.Null)));
    }

    [Fact]
    public void A_file_is_read_whatever_it_is_called_and_once_whatever_leads_to_it()
    {
        Write("a/networks.txt", Marked.Network("web", "subnets: [10.20.0.0/24]"));
        File.CreateSymbolicLink(Path("b.yaml"), "a/networks.txt");
        Directory.CreateSymbolicLink(Path("c"), "a");
        LoadResult result = Loader.Load([Path("a/networks.txt"), Path("c/networks.txt"), folder, folder + "/"], TextReader.Null);
        Assert.Empty(result.Diagnostics);
        Assert.Single(result.Documents.Networks);
    }

    [Fact]
    public void A_folder_whose_files_were_named_before_is_not_empty()
    {
        Write("b/web.yaml", Marked.Network("web", "subnets: [10.20.0.0/24]"));
        Directory.CreateSymbolicLink(Path("a"), "b");
        Assert.Empty(Loader.Load([Path("a/web.yaml"), Path("b")], TextReader.Null).Diagnostics);
        Assert.Empty(Loader.Load([Path("a"), Path("b")], TextReader.Null).Diagnostics);
    }

    [Fact]
    public void Loops_of_links_end()
    {
        Write("a/web.yaml", Marked.Network("web", "subnets: [10.20.0.0/24]"));
        Directory.CreateSymbolicLink(Path("a/up"), "..");
        Directory.CreateSymbolicLink(Path("a/self"), ".");
        Directory.CreateSymbolicLink(Path("a/absolute"), folder);
        LoadResult result = Loader.Load([folder], TextReader.Null);
        Assert.Empty(result.Diagnostics);
        Assert.Equal(["a/web.yaml"], Names(result));
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_an_error()
    {
        File.CreateSymbolicLink(Path("a.yaml"), "missing");
        File.CreateSymbolicLink(Path("b.yaml"), "b.yaml");
        Assert.Equal(["RC1002", "RC1002"], Loader.Load([folder], TextReader.Null).Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void Standard_input_is_a_file_like_others()
    {
        LoadResult result = Loader.Load(["-", "-"], new StringReader(Marked.Network("web", "subnets: [10.20.0.1/24]")));
        Assert.Equal("<stdin>", Assert.Single(result.Diagnostics).At?.File);
        Assert.Equal(["<stdin>"], result.Sources.Keys);
    }

    [Fact]
    public void What_is_not_there_or_not_readable_is_told()
    {
        Assert.Equal(["RC1001"], Codes(Path("missing.yaml")));
        Assert.Equal(["RC1001"], Codes(""));
        Assert.Equal(["RC1001"], Codes("a\0b"));
        Assert.Equal(["RC1002"], Codes("/proc/self/mem"));
        Assert.Equal(["RC1005"], Codes("/dev/zero"));
    }

    [Fact]
    public void Nothing_to_read_is_an_error_since_it_would_remove_everything()
    {
        Assert.Equal(["RC1003"], Codes(folder));
        Write("empty.yaml", "# nothing\n---\n");
        Assert.Equal(["RC1004"], Codes(folder));
        Assert.Equal(["RC1004"], Loader.Load([], TextReader.Null).Diagnostics.Select(d => d.Code));
        Assert.Equal(["RC1004"], Loader.Load(["-"], TextReader.Null).Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void A_fault_in_one_file_hides_none_in_another()
    {
        Write("a.yaml", "a: ]");
        Write("b.yaml", Marked.Network("web", "subnets: [10.20.0.1/24]"));
        Assert.Equal(["RC1010", "RC1204"], Codes(folder));
    }

    [Fact]
    public void The_order_of_the_paths_does_not_matter()
    {
        Write("a.yaml", Marked.Network("web", "subnets: [10.20.0.0/24]") + Marked.Attachment("x", "container: c, network: db, ports: [80:80]"));
        Write("b.yaml", Marked.Network("web", "subnets: [10.20.0.0/25]") + Marked.Network("db", "subnets: [10.20.0.128/25]"));
        Write("c.yaml", Marked.Attachment("y", "container: c, network: db, ports: [79-80:79-80]"));
        string[] paths = [Path("a.yaml"), Path("b.yaml"), Path("c.yaml")];
        LoadResult forward = Loader.Load(paths, TextReader.Null);
        LoadResult backward = Loader.Load([.. paths.Reverse()], TextReader.Null);
        Assert.Equal(["RC1301", "RC1306", "RC1314"], forward.Diagnostics.Select(d => d.Code));
        Assert.Equal(forward.Diagnostics, backward.Diagnostics);
        Assert.Equal(forward.Documents.Networks.Select(n => n.Id), backward.Documents.Networks.Select(n => n.Id));
    }

    public static TheoryData<string, string, byte[]> Encodings => new()
    {
        { "RC1006", "2:5", [.. "a: é\nb: x"u8, 0xff, .. "\nc: \xfe"u8] },
        { "RC1006", "1:4", [.. "a: "u8, 0xc3] },
        { "RC1006", "1:1", [0xc0, 0x80] },
        { "RC1006", "1:4", [.. "a: "u8, 0xed, 0xa0, 0x80] },
        { "RC1007", "1:1", [0xff, 0xfe, .. Encoding.Unicode.GetBytes("a: b")] },
        { "RC1007", "1:1", Encoding.Unicode.GetBytes("a: b") },
        { "RC1007", "1:1", Encoding.BigEndianUnicode.GetBytes("a: b") },
        { "RC1007", "1:1", Encoding.UTF32.GetBytes("a: b") },
        { "RC1008", "2:4", "a: b\nb: \0\n"u8.ToArray() },
        { "RC1008", "1:5", "a: x\u001b[31m"u8.ToArray() },
        { "RC1008", "1:5", "a: x\u0085b: y"u8.ToArray() },
        { "RC1008", "1:5", "a: x\u2028b: y"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Bytes_that_are_no_text_are_told_with_their_place(string code, string place, byte[] bytes)
    {
        File.WriteAllBytes(Path("a.yaml"), bytes);
        Diagnostic fault = Assert.Single(Loader.Load([folder], TextReader.Null).Diagnostics);
        Assert.Equal((code, place), (fault.Code, $"{fault.At?.Line}:{fault.At?.Column}"));
    }

    [Fact]
    public void A_byte_order_mark_does_not_move_places()
    {
        File.WriteAllBytes(Path("a.yaml"), [0xef, 0xbb, 0xbf, .. "§: x".Replace("§", "kind", StringComparison.Ordinal).Select(c => (byte)c)]);
        Assert.Equal("1:7", Assert.Single(Loader.Load([folder], TextReader.Null).Diagnostics.Select(d => $"{d.At?.Line}:{d.At?.Column}")));
    }

    private string Path(string name) => System.IO.Path.Combine(folder, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllText(Path(name), text);
    }

    private IEnumerable<string> Names(LoadResult result) => result.Sources.Keys.Select(k => System.IO.Path.GetRelativePath(folder, k));

    private static IEnumerable<string> Codes(string path) => Loader.Load([path], TextReader.Null).Diagnostics.Select(d => d.Code);
}
