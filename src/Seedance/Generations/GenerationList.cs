namespace Seedance.Generations;

/// <summary>Reads the account's list page by page, newest first.</summary>
/// <param name="connection">The connection that the generations get.</param>
/// <param name="api">The API.</param>
/// <param name="userId">The account's user.</param>
/// <param name="policy">How the first page is retried. Later pages are always retried: on a poor network a long list would never be read if each failure began again with the first page.</param>
internal sealed class GenerationList(SeedanceConnection connection, LeonardoApi api, string userId, RetryPolicy policy)
{
    private const int PageSize = 50;

    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private long _offset;

    /// <summary>Whether the last page was read.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The generations of the next page. One that a new job has pushed from the page before is not repeated.</summary>
    public async Task<IReadOnlyList<SeedanceGeneration>> ReadNextAsync(CancellationToken cancellationToken)
    {
        var page = await api.ListGenerationsAsync(userId, _offset, PageSize, _offset == 0 ? policy : RetryPolicy.Idempotent, cancellationToken);
        var added = page.Generations.Where(generation => _ids.Add(generation.Id)).Select(generation => generation with { Connection = connection }).ToList();
        _offset += page.Count;

        // A service that ignores the offset repeats its first page for ever.
        HasEnded = page.Count < PageSize || (added.Count == 0 && page.Generations.Count > 0);
        return added;
    }
}
