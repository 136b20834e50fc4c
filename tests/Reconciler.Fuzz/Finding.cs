namespace Reconciler.Fuzz;

/// <summary>An input that a target must not have answered like that.</summary>
/// <param name="Kind">What happened, the same for all inputs with which the same happens.</param>
/// <param name="Detail">For whoever puts it right.</param>
internal sealed record Finding(string Kind, string Detail, byte[] Input)
{
    /// <summary>Of an exception: where it was thrown.</summary>
    public static Finding Of(Exception exception, byte[] input) => new(
        $"{exception.GetType().Name} {exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}", exception.ToString(), input);
}
