namespace Reconciler.Benchmarks.Peers;

/// <summary>Everybody who does the work.</summary>
internal static class AllPeers
{
    /// <summary>Those that are installed, or those that are named.</summary>
    /// <param name="names"><c>null</c>: whoever is there.</param>
    /// <exception cref="InvalidOperationException">One that is named, or the program itself, is not there.</exception>
    public static IReadOnlyList<Peer> Find(string folder, IReadOnlyList<string>? names, TextWriter log)
    {
        Peer[] all = [new LimitPeer(folder), new ReconcilerPeer(folder), new ShellPeer(folder), new NetavarkPeer(folder), new CniPeer(folder)];
        string[] unknown = [.. (names ?? []).Except(all.Select(p => p.Name))];
        if (unknown.Length > 0)
            throw new InvalidOperationException($"no peer is called {string.Join(", ", unknown)}: {string.Join(", ", all.Select(p => p.Name))}");
        List<Peer> found = [];
        foreach (Peer peer in all.Where(p => names?.Contains(p.Name) ?? true))
        {
            if (peer.Missing is not string missing)
                found.Add(peer);
            else if (names is not null || peer is ReconcilerPeer)
                throw new InvalidOperationException($"{peer.Name} is not there: {missing}");
            else
                log.WriteLine($"without {peer.Name}: {missing}");
        }
        return found;
    }
}
