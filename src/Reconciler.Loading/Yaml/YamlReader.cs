using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Loading.Files;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Reconciler.Loading.Yaml;

/// <summary>
/// Builds the tree of each document of a text. What YAML has and documents have no use for - anchors, aliases, merge keys, foreign
/// tags - is refused at its place, so that a small file can never become a large value.
/// </summary>
internal sealed class YamlReader
{
    private readonly SourceText source;
    private readonly Limits limits;
    private readonly ICollection<Diagnostic> faults;
    private readonly List<YamlDocument> documents = [];
    // The first ones are open, each in the one before; the others wait to be used again.
    private readonly List<OpenCollection> collections = [];
    private int depth;
    private int values;
    private long between;
    private int faultsBefore;
    private bool stopped;

    private YamlReader(SourceText source, int values, Limits limits, ICollection<Diagnostic> faults)
    {
        this.source = source;
        this.values = values;
        this.limits = limits;
        this.faults = faults;
    }

    /// <param name="source">A file, or a piece of it.</param>
    /// <param name="values">How many values the file holds before this.</param>
    public static YamlText Read(SourceText source, int values, Limits limits, ICollection<Diagnostic> faults) =>
        new YamlReader(source, values, limits, faults).Read();

    private YamlText Read()
    {
        YamlEvents events = new(source, faults);
        while (!stopped && faults.Count <= limits.Faults && events.Next() is ParsingEvent next)
            Take(next);
        return new(documents, values, IsWhole: !stopped && !events.Failed);
    }

    private void Take(ParsingEvent next)
    {
        switch (next)
        {
            case DocumentStart start:
                faultsBefore = faults.Count;
                Directives.Check(source, (int)between, (int)start.End.Index, faults);
                break;
            case DocumentEnd end:
                between = end.End.Index;
                break;
            case AnchorAlias alias:
                faults.Add(YamlDiagnostics.Anchor(At(alias), $"*{alias.Value}"));
                Add(new YamlRefused(source, (int)alias.Start.Index));
                break;
            case Scalar scalar:
                Accept(scalar, CoreTags.OfScalar);
                Add(scalar.Value, (int)scalar.Start.Index, scalar.Style == ScalarStyle.Plain && !CoreTags.IsText(scalar.Tag));
                break;
            case SequenceStart sequence:
                Accept(sequence, CoreTags.OfSequence);
                Open(sequence, isMapping: false);
                break;
            case MappingStart mapping:
                Accept(mapping, CoreTags.OfMapping);
                Open(mapping, isMapping: true);
                break;
            case SequenceEnd or MappingEnd:
                Add(collections[--depth].End());
                break;
        }
    }

    private void Accept(NodeEvent node, IReadOnlyCollection<string> tags)
    {
        if (!node.Anchor.IsEmpty)
            faults.Add(YamlDiagnostics.Anchor(At(node), $"&{node.Anchor.Value}"));
        if (!node.Tag.IsEmpty && !tags.Contains(node.Tag.Value))
            faults.Add(YamlDiagnostics.Tag(At(node), CoreTags.Short(node.Tag.Value)));
        if (++values > limits.Values)
            Stop(YamlDiagnostics.TooManyValues(At(node), limits.Values));
    }

    private void Open(NodeEvent start, bool isMapping)
    {
        if (depth == collections.Count)
            collections.Add(new(source, faults));
        collections[depth++].Begin(isMapping, (int)start.Start.Index);
        if (depth > limits.Depth)
            Stop(YamlDiagnostics.TooDeep(At(start), limits.Depth));
    }

    private void Stop(Diagnostic fault)
    {
        faults.Add(fault);
        stopped = true;
    }

    private void Add(string text, int offset, bool isPlain)
    {
        if (depth == 0 || !collections[depth - 1].TryName(text, offset, isPlain))
            Add(new YamlScalar(source, offset, text, isPlain));
    }

    private void Add(YamlNode node)
    {
        if (depth > 0)
            collections[depth - 1].Add(node);
        else if (node is not YamlScalar { IsNull: true })
            documents.Add(new(node, faults.Count == faultsBefore));
    }

    private SourceLocation At(ParsingEvent node) => source.At(node.Start.Index);
}
