namespace Reconciler.Fuzz.Targets;

/// <summary>Lock files beside documents that have something to pin.</summary>
internal static class LockTarget
{
    private static readonly byte[] Documents =
    [
        .. """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-1}
        spec: {container: web-1, network: web}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-2}
        spec: {container: web-2, network: web, addresses: [10.20.0.9]}
        ---

        """u8,
    ];

    public static void Run(byte[] bytes) => YamlTarget.Run([.. Documents, .. bytes]);
}
