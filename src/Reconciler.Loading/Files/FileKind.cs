namespace Reconciler.Loading.Files;

/// <summary>What a path is, told without opening it: a pipe would be waited for.</summary>
internal enum FileKind
{
    /// <summary>Nothing, or nothing that may be looked at: reading it tells why.</summary>
    Unknown,
    Regular,
    Folder,
    Link,

    /// <summary>A pipe, a socket or a device.</summary>
    Special,
}
