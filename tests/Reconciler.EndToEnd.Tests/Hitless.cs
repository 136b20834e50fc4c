namespace Reconciler.EndToEnd.Tests;

/// <summary>That a change has no gap: a real one would show every time, one that a busy machine makes would not.</summary>
internal static class Hitless
{
    private const int Times = 3;

    public static Result Assert(string words, Func<Result> rehearse)
    {
        List<string> seen = [];
        for (int i = 0; i < Times; i++)
        {
            Result result = rehearse();
            Xunit.Assert.True(result.ExitCode == 0, result.Text);
            if (result.Output.Contains(words, StringComparison.Ordinal))
                return result;
            seen.Add(result.Text);
        }
        throw new InvalidOperationException($"not once '{words}' in {Times} rehearsals:\n{string.Join('\n', seen)}");
    }
}
