using CsCheck;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.Tests;

/// <summary>Whatever stands in a file: the loader ends, without an exception, with places that exist.</summary>
public sealed class HostileTests : IDisposable
{
    private static readonly byte[] Original = File.ReadAllBytes(Repository.Path("tests/Reconciler.Loading.Tests/golden/valid/everything.yaml"));

    private static readonly string[] Tokens =
        [": ", "\n", "\t", "- ", "[", "]", "{", "}", "'", "\"", "&a ", "*a", "!t ", "<<: ", "---\n", "...\n", "%", "|\n", ">", "? ", "#", "~", "\r", "\0"];

    private static readonly Gen<byte[]> Piece = Gen.OneOf(
        Gen.Byte.Array[1, 4],
        Gen.Int[0, Tokens.Length - 1].Select(i => Tokens[i])
            .Select(System.Text.Encoding.UTF8.GetBytes));

    private static readonly Gen<(int At, int Removed, byte[] Inserted)> Edit =
        Gen.Select(Gen.Int[0, Original.Length], Gen.Int[0, 40], Gen.OneOf(Piece, Gen.Const<byte[]>([])));

    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Mutated_documents_give_faults_and_nothing_else() => Edit.List[1, 6].Sample(
        edits => Check(edits.Aggregate(Original, Apply)), iter: 1500, threads: 1);

    [Fact]
    public void Truncated_documents_give_faults_and_nothing_else()
    {
        for (int length = 0; length < Original.Length; length += 7)
            Check(Original[..length]);
    }

    [Fact]
    public void Random_bytes_give_faults_and_nothing_else() => Gen.Byte.Array[0, 300].Sample(Check, iter: 500, threads: 1);

    private void Check(byte[] bytes)
    {
        File.WriteAllBytes(file, bytes);
        LoadResult result = Loader.Load([file], TextReader.Null);
        foreach (Diagnostic fault in result.Diagnostics)
        {
            Assert.Matches("^RC1[0-3][0-9]{2}$", fault.Code);
            Assert.NotEmpty(DiagnosticRenderer.Render(fault, result.Sources));
            if (fault.At is SourceLocation at)
                Assert.True(Exists(result.Sources[at.File], at), $"{fault}");
        }
    }

    private static bool Exists(string text, SourceLocation at)
    {
        string[] lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        return at.Line >= 1 && at.Line <= lines.Length && at.Column >= 1 && at.Column <= lines[at.Line - 1].Length + 1;
    }

    private static byte[] Apply(byte[] bytes, (int At, int Removed, byte[] Inserted) edit)
    {
        int at = Math.Min(edit.At, bytes.Length);
        return [.. bytes[..at], .. edit.Inserted, .. bytes[Math.Min(at + edit.Removed, bytes.Length)..]];
    }
}
