namespace Seedance.Polling;

/// <summary>Where the watcher reads jobs: each command reads with its own requests and warns by itself.</summary>
internal interface IGenerationSource
{
    /// <summary>Reads a job once.</summary>
    Task<SeedanceGeneration> ReadAsync(SeedanceGeneration generation, CancellationToken cancellationToken);

    /// <summary>Reads a page of the account's list once, newest first.</summary>
    Task<GenerationPage> ListAsync(long offset, int limit, CancellationToken cancellationToken);

    /// <summary>Reports what a user should know while a wait continues.</summary>
    void Warn(string message);
}
