using Reconciler.Fuzz.Targets;

namespace Reconciler.Fuzz.Tests;

/// <summary>What fuzzing has found, once more: the kept inputs, and always the same mutations of them.</summary>
public class CorpusTests
{
    private const int Longest = 4 << 10;

    // Whatever else the machine does: only what has no end takes that long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Kept_inputs_and_their_mutations_give_faults_and_nothing_else(string name)
    {
        FuzzTarget target = FuzzTargets.Find(name)!;
        IReadOnlyList<byte[]> corpus = Corpus.Load(Corpus.Folder(name));
        Assert.NotEmpty(corpus);
        Execution execution = new(target, Patience);
        foreach (byte[] input in corpus)
            Check(execution, input);
        Mutation mutation = new(target.Form, seed: 1);
        int mutations = target.Form == InputForm.Text ? 600 : 5000;
        for (int i = 0; i < mutations; i++)
            Check(execution, mutation.Of(corpus[i % corpus.Count], corpus[i * 7 % corpus.Count], Longest));
    }

    [Fact]
    public void The_corpus_is_small()
    {
        FileInfo[] files = [.. FuzzTargets.All.SelectMany(t => new DirectoryInfo(Corpus.Folder(t.Name)).GetFiles())];
        Assert.InRange(files.Length, FuzzTargets.All.Count, 300);
        Assert.InRange(files.Sum(f => f.Length), 1, 300 << 10);
    }

    [Fact]
    public void What_throws_takes_long_or_takes_much_is_found()
    {
        Assert.Equal("InvalidOperationException", Found(_ => throw new InvalidOperationException("x"))?.Split(' ')[0]);
        Assert.Equal("memory", Found(_ => GC.KeepAlive(Enumerable.Range(0, 300).Select(_ => new byte[1 << 20]).Count(b => b.Length > 0))));
        Assert.Equal("hang", Found(_ => Thread.Sleep(50), TimeSpan.FromMilliseconds(10)));
        Assert.Null(Found(_ => { }));
    }

    private static string? Found(Action<byte[]> run, TimeSpan? longest = null) =>
        new Execution(new("test", InputForm.Text, run), longest ?? Patience).Run([])?.Kind;

    private static void Check(Execution execution, byte[] input)
    {
        Finding? finding = execution.Run(input);
        Assert.True(finding is null, $"{finding?.Detail}\n{Convert.ToBase64String(input)}");
    }
}
