using Reconciler.Core.Documents;

namespace Reconciler.Loading.Rules;

/// <summary>What could be read of a document: the subject of its rules.</summary>
internal sealed record WrittenDocument<TSpec>(Metadata? Metadata, TSpec? Spec)
    where TSpec : class;
