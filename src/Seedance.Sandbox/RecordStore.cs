namespace Seedance.Sandbox;

/// <summary>Jobs or uploads by ID. Its size is bounded, but no record is removed before it has ended.</summary>
internal sealed class RecordStore<T>(int maxRecords)
    where T : class
{
    // IDs are ordered by time, so the first one is the oldest.
    private readonly SortedDictionary<string, T> _records = new(StringComparer.Ordinal);

    public IEnumerable<T> OldestFirst => _records.Values;

    public T? Find(string id) => _records.TryGetValue(id, out var record) ? record : null;

    /// <summary>Adds a record and, if necessary, removes the oldest ones.</summary>
    public void Add(string id, T record, Func<T, bool> hasEnded)
    {
        while (_records.Count > 0 && _records.Count >= maxRecords && _records.First() is var oldest && hasEnded(oldest.Value))
        {
            _records.Remove(oldest.Key);
        }

        _records[id] = record;
    }

    public void Replace(string id, T record) => _records[id] = record;

    public bool Remove(string id) => _records.Remove(id);
}
