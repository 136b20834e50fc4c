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
    private readonly Stack<OpenCollection> open = new();
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
                bool plain = scalar.Style == ScalarStyle.Plain && !CoreTags.IsText(scalar.Tag);
                Add(new YamlScalar(source, (int)scalar.Start.Index, scalar.Value, plain));
                break;
            case SequenceStart sequence:
                Accept(sequence, CoreTags.OfSequence);
                Open(new YamlSequence(source, (int)sequence.Start.Index));
                break;
            case MappingStart mapping:
                Accept(mapping, CoreTags.OfMapping);
                Open(new YamlMapping(source, (int)mapping.Start.Index));
                break;
            case SequenceEnd or MappingEnd:
                Add(open.Pop().Node);
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

    private void Open(YamlNode collection)
    {
        open.Push(new(collection));
        if (open.Count > limits.Depth)
            Stop(YamlDiagnostics.TooDeep(collection.At, limits.Depth));
    }

    private void Stop(Diagnostic fault)
    {
        faults.Add(fault);
        stopped = true;
    }

    private void Add(YamlNode node)
    {
        if (open.TryPeek(out OpenCollection? parent))
            parent.Add(node, faults);
        else if (node is not YamlScalar { IsNull: true })
            documents.Add(new(node, faults.Count == faultsBefore));
    }

    private SourceLocation At(ParsingEvent node) => source.At(node.Start.Index);
}
