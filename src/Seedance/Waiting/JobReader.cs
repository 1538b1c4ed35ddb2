namespace Seedance;

/// <summary>How one cmdlet reads jobs: its own requests in hand, its own words of warning.</summary>
/// <param name="ReadAsync">Reads a job, once.</param>
/// <param name="ListAsync">Reads a page of the account's list, newest first, once: from where, how many.</param>
/// <param name="Warn">Told of what a user should know meanwhile.</param>
internal sealed record JobReader(
    Func<SeedanceGeneration, CancellationToken, Task<SeedanceGeneration>> ReadAsync,
    Func<long, int, CancellationToken, Task<IReadOnlyList<SeedanceGeneration>>> ListAsync,
    Action<string>? Warn);
