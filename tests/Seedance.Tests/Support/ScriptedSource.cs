namespace Seedance.Tests;

/// <summary>A source of readings that a test scripts. Its list shows no jobs.</summary>
internal sealed class ScriptedSource(Func<SeedanceGeneration, SeedanceGeneration> read) : IGenerationSource
{
    public List<string> Warnings { get; } = [];

    public int ListReads { get; private set; }

    public Task<SeedanceGeneration> ReadAsync(SeedanceGeneration generation, CancellationToken cancellationToken) => Task.FromResult(read(generation));

    public Task<GenerationPage> ListAsync(long offset, int limit, CancellationToken cancellationToken)
    {
        ListReads++;
        return Task.FromResult(new GenerationPage([], 0));
    }

    public void Warn(string message) => Warnings.Add(message);
}
