using System.Collections.Concurrent;

namespace Seedance.Journal;

/// <summary>Which generation belongs to which entry, as far as entries were read or written. An id belongs to one entry.</summary>
internal sealed class JobIndex
{
    private readonly ConcurrentDictionary<string, string> _keysById = new(StringComparer.OrdinalIgnoreCase);

    public void Add(SeedanceJob job)
    {
        if (job.Id is { } id)
        {
            _keysById[id] = job.Key;
        }
    }

    public bool ContainsId(string id) => _keysById.ContainsKey(id);

    public string? FindKey(string id) => _keysById.TryGetValue(id, out var key) ? key : null;

    /// <summary>Reserves a generation for an entry.</summary>
    /// <returns>False when it belongs to another.</returns>
    public bool TryClaim(string id, string key) => _keysById.GetOrAdd(id, key) == key;
}
