namespace Seedance.Polling;

/// <summary>Reads jobs from the service, without retries: the watcher polls again by itself.</summary>
internal sealed class ApiGenerationSource(SeedanceConnection connection, Account account, LeonardoApi api, ClientOptions options) : IGenerationSource
{
    public async Task<SeedanceGeneration> ReadAsync(SeedanceGeneration generation, CancellationToken cancellationToken) =>
        generation.WithReading(await api.GetGenerationAsync(generation.Id, RetryPolicy.None, cancellationToken), connection);

    public Task<GenerationPage> ListAsync(long offset, int limit, CancellationToken cancellationToken) =>
        api.ListGenerationsAsync(account.UserId, offset, limit, RetryPolicy.None, cancellationToken);

    public void Warn(string message) => options.Warn?.Invoke(message);
}
