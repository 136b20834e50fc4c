namespace Reconciler.Benchmarks;

/// <summary>Something that can be measured by itself.</summary>
/// <param name="Verb">By which it is asked for.</param>
/// <param name="NeedsHost">Whether it makes network namespaces.</param>
/// <param name="Run">Measures it and keeps the result.</param>
internal sealed record Part(string Verb, bool NeedsHost, Action<Arguments> Run);
