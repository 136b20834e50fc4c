using Reconciler.Core.Diagnostics;
using Reconciler.Loading.Files;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Reconciler.Loading.Yaml;

/// <summary>YamlDotNet's parser events, with syntax errors as diagnostics.</summary>
internal sealed class YamlEvents
{
    private readonly SourceText source;
    private readonly ICollection<Diagnostic> faults;
    private readonly Scanner scanner;
    private readonly Parser parser;
    private readonly Stack<long> openBrackets = new();

    public YamlEvents(SourceText source, ICollection<Diagnostic> faults)
    {
        this.source = source;
        this.faults = faults;
        scanner = new(new SourceReader(source));
        parser = new(scanner);
    }

    /// <summary>Whether the text turned out not to be YAML; then the events end early.</summary>
    public bool Failed { get; private set; }

    /// <summary>The next event, or <c>null</c> at the end.</summary>
    public ParsingEvent? Next()
    {
        try
        {
            if (Failed || !parser.MoveNext())
                return null;
            Follow(parser.Current!);
            return parser.Current;
        }
        catch (YamlException error)
        {
            return Fail(SyntaxWords.Explain(source, error.Start.Index, error.End.Index, error.Message));
        }
        // On some malformed texts YamlDotNet's scanner fails with the framework's own exceptions instead of its own.
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            return Fail(openBrackets.TryPeek(out long bracket)
                ? SyntaxWords.ExplainOpenBracket(source, bracket)
                : SyntaxWords.ExplainUnexpected(source, scanner.CurrentPosition.Index));
        }
    }

    private void Follow(ParsingEvent next)
    {
        if (next is SequenceStart { Style: SequenceStyle.Flow } or MappingStart { Style: MappingStyle.Flow })
            openBrackets.Push(next.Start.Index);
        else if (openBrackets.Count > 0 && next is (SequenceEnd or MappingEnd))
            openBrackets.Pop();
    }

    private ParsingEvent? Fail(Diagnostic fault)
    {
        Failed = true;
        faults.Add(fault);
        return null;
    }
}
