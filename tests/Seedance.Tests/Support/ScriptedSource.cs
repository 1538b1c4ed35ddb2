namespace Seedance.Tests;

/// <summary>A source of readings that a test scripts. One job is read by its id, so its list is never read.</summary>
internal sealed class ScriptedSource(Func<SeedanceGeneration> read) : IGenerationSource
{
    public List<string> Warnings { get; } = [];

    public Task<SeedanceGeneration> ReadAsync(SeedanceGeneration generation, CancellationToken cancellationToken) => Task.FromResult(read());

    public Task<GenerationPage> ListAsync(long offset, int limit, CancellationToken cancellationToken) => throw new InvalidOperationException("One job is read by its id.");

    public void Warn(string message) => Warnings.Add(message);
}
