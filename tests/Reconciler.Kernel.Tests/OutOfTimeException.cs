namespace Reconciler.Kernel.Tests;

/// <summary>Thrown out of a run as if the program had ended there.</summary>
internal sealed class OutOfTimeException : Exception;
